package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The script of one path: what lies there, and which requests for it are answered with a fault.
 *
 * <p>Each request takes the first queued fault that wants it ({@link #next}, {@link #nextIf}) and that its answer can show; if there is none, the
 * fault in force for its number ({@link #from}, {@link #always}); if there is none, the resource answers properly.
 * Thread-safe; may be changed while the origin runs. Methods return this route, for chaining.
 *
 * @since 0.1
 */
public final class Route {
    private final List<Queued> queue = new ArrayList<>();
    private final NavigableMap<Integer, Fault> inForce = new TreeMap<>();
    private Resource resource;
    private int received;

    private record Queued(Predicate<RecordedRequest> condition, Fault fault) {}

    /** @param resource what lies there until something else is put there */
    Route(Resource resource) {
        this.resource = resource;
    }

    /**
     * Puts something at this path.
     *
     * @param served what lies there from now on
     * @return this route
     */
    public synchronized Route serve(Resource served) {
        resource = requireNonNull(served, "served");
        return this;
    }

    /**
     * Queues faults, each for one request; {@link Fault#none()} lets one pass.
     *
     * @param faults the faults of the next requests in order, after those queued already
     * @return this route
     */
    public synchronized Route next(Fault... faults) {
        for (Fault fault : List.of(faults)) {
            nextIf(request -> true, fault);
        }
        return this;
    }

    /**
     * Queues a fault for the next request of a kind, such as the one whose range starts at a certain byte.
     *
     * @param condition which kind; asked while the route is locked, so it must be quick
     * @param fault the fault
     * @return this route
     */
    public synchronized Route nextIf(Predicate<RecordedRequest> condition, Fault fault) {
        queue.add(new Queued(requireNonNull(condition, "condition"), requireNonNull(fault, "fault")));
        return this;
    }

    /**
     * Puts a fault in force from a request on, until another one set for a later request replaces it.
     *
     * @param number the first such request, counted from 1 since the start of the origin
     * @param fault the fault; {@link Fault#none()} ends an earlier one
     * @return this route
     */
    public synchronized Route from(int number, Fault fault) {
        inForce.put(number, requireNonNull(fault, "fault"));
        return this;
    }

    /**
     * Puts a fault in force for all requests from now on, in place of any set before.
     *
     * @param fault the fault; {@link Fault#none()} to return to proper answers
     * @return this route
     */
    public synchronized Route always(Fault fault) {
        inForce.clear();
        return from(1, fault);
    }

    synchronized Resource resource() {
        return resource;
    }

    Reply reply(RecordedRequest request) {
        Fault fault;
        Resource current;
        synchronized (this) {
            fault = choose(request);
            current = resource;
        }
        return fault.reply(request, current);
    }

    private Fault choose(RecordedRequest request) {
        received++;
        for (Iterator<Queued> entries = queue.iterator(); entries.hasNext(); ) {
            Queued entry = entries.next();
            if (entry.condition().test(request) && entry.fault().concerns(request, resource)) {
                entries.remove();
                return entry.fault();
            }
        }
        var latest = inForce.floorEntry(received);
        return latest == null ? Fault.none() : latest.getValue();
    }
}
