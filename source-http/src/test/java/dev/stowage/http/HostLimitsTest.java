package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLimitsTest {
    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway gateway = Gateway.onLoopback();

    @AfterEach
    void close() {
        gateway.close();
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aHostThatAsksForQuietIsLeftAloneByEverybody(int status) throws Exception {
        origin.serve("/other", Resource.of(Content.of("ok")));
        origin.route("/busy").always(AnswerFaults.retryAfter(status, "120"));
        assertEquals(status, gateway.fetch(origin.uri("/busy")).status());
        gateway.clock.advance(Duration.ofSeconds(20));
        Problem problem = gateway.problem(origin.uri("/other"));
        assertEquals(Codes.RATE_LIMITED, problem.code());
        assertEquals(Optional.of(Duration.ofSeconds(100)), problem.retryAfter());
        assertEquals(1, origin.requests().size());
        gateway.clock.advance(Duration.ofSeconds(100));
        assertEquals(200, gateway.fetch(origin.uri("/other")).status());
    }

    @Test
    void otherHostsAreAskedMeanwhile() throws Exception {
        try (ScriptedOrigin other = ScriptedOrigin.startOn("127.0.0.2")) {
            other.serve("/file", Resource.of(Content.of("ok")));
            origin.route("/busy").always(AnswerFaults.retryAfter(429, "120"));
            gateway.fetch(origin.uri("/busy"));
            assertEquals(200, gateway.fetch(other.uri("/file")).status());
            other.route("/back")
                    .always(AnswerFaults.redirect(302, origin.uri("/x").toString()));
            StowageException quiet = assertThrows(StowageException.class, () -> gateway.fetch(other.uri("/back")));
            assertEquals(Codes.RATE_LIMITED, quiet.problem().code());
        }
    }

    @Test
    void noHostIsLeftAloneForMoreThanSixHours() throws Exception {
        origin.serve("/file", Resource.of(Content.of("ok")));
        origin.route("/busy").always(AnswerFaults.retryAfter(429, "999999999999"));
        gateway.fetch(origin.uri("/busy"));
        gateway.clock.advance(Duration.ofHours(6));
        assertEquals(200, gateway.fetch(origin.uri("/file")).status());
    }

    @Test
    void aStatusWithoutAWaitIsNoWish() throws Exception {
        origin.route("/busy").always(AnswerFaults.status(429));
        gateway.fetch(origin.uri("/busy"));
        assertEquals(429, gateway.fetch(origin.uri("/busy")).status());
    }
}
