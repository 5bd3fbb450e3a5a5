package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The guarded HTTP stack: puts its parts together. Calls run on the caller's thread. */
final class GuardedHttp implements HttpGateway, AutoCloseable {
    private final HttpSettings settings;
    private final Clock clock;
    private final HttpClients clients;
    private final HostLimits limits;
    private final TokenGate tokens;

    GuardedHttp(HttpSettings settings, Surroundings around) {
        this.settings = settings;
        this.clock = around.clock();
        this.clients = new HttpClients(settings, around);
        this.limits = new HostLimits(clock);
        this.tokens = new TokenGate(around.tokens());
    }

    @Override
    public HttpReply fetch(HttpQuery query, Call call) throws StowageException {
        try (Cancellation cancellation = Cancellation.of(call)) {
            Journey journey = new Journey(this, new Sender(this, cancellation, false), query, call);
            return new WholeBody(answer(journey), query.capBytes()).reply(call);
        }
    }

    @Override
    public HttpStream open(HttpQuery query, Call call) throws StowageException {
        Cancellation cancellation = Cancellation.of(call);
        boolean opened = false;
        try {
            Journey journey = new Journey(this, new Sender(this, cancellation, true), query, call);
            Answer answer = answer(journey);
            opened = true;
            return new GuardedStream(answer, journey.redirectTarget(answer), cancellation);
        } finally {
            if (!opened) {
                cancellation.close();
            }
        }
    }

    private Answer answer(Journey journey) throws StowageException {
        Answer answer = journey.answer();
        Instant now = clock.instant();
        Optional<Duration> quiet = StatusProblems.quiet(answer.status(), answer.headers(), now);
        quiet.ifPresent(wait -> limits.quiet(answer.from().host(), wait));
        return answer;
    }

    HttpSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    HttpClients clients() {
        return clients;
    }

    HostLimits limits() {
        return limits;
    }

    TokenGate tokens() {
        return tokens;
    }

    @Override
    public void close() {
        clients.close();
    }
}
