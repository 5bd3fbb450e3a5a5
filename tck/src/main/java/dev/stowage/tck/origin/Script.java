package dev.stowage.tck.origin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds the answer to a request: by its route, or by the overflow fault when too many are being answered already. */
final class Script {
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Route otherwise = new Route(Resource.missing());
    private final Consumer<Throwable> failures;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Supplier<Step> preface = () -> Step.bytes(Content.empty());
    private volatile Limit limit = new Limit(Integer.MAX_VALUE, Fault.none());

    private record Limit(int parallel, Fault overflow) {}

    /** An answer, and how to give back the place it takes among the parallel ones; harmless to call twice. */
    record Turn(Reply reply, Runnable release) {}

    Script(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    Route route(String target) {
        return routes.computeIfAbsent(target, key -> new Route(Resource.answering(otherwise::reply)));
    }

    Route otherwise() {
        return otherwise;
    }

    void limit(int parallel, Fault overflow) {
        limit = new Limit(parallel, overflow);
    }

    void precede(Supplier<Step> step) {
        preface = step;
    }

    Turn take(RecordedRequest request) {
        Limit current = limit;
        Route route = find(request);
        int before = busy.getAndUpdate(count -> count < current.parallel() ? count + 1 : count);
        if (before >= current.parallel()) {
            return new Turn(guarded(() -> current.overflow().reply(request, route.resource())), () -> {});
        }
        return new Turn(guarded(() -> route.reply(request).precededBy(preface.get())), releasing(new AtomicBoolean()));
    }

    /** Asks code of the test for a reply; an assertion that fails in there must not get lost. */
    private Reply guarded(Supplier<Reply> scripted) {
        try {
            return scripted.get();
        } catch (RuntimeException | AssertionError e) {
            failures.accept(e);
            return Reply.of(500, Content.of("The script failed: " + e + "\n"));
        }
    }

    private Runnable releasing(AtomicBoolean released) {
        return () -> {
            if (released.compareAndSet(false, true)) {
                busy.decrementAndGet();
            }
        };
    }

    private Route find(RecordedRequest request) {
        Route exact = routes.get(request.target());
        return exact != null ? exact : routes.getOrDefault(request.path(), otherwise);
    }
}
