package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProblemsTest {
    private final Gateway gateway =
            new Gateway.Builder().authorities(Certificates::trustOurs).build();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void readsFromATrustedHost() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.GOOD.server())) {
            origin.serve("/file", Resource.of(Content.seeded(1, 700_000)));
            assertEquals(700_000, gateway.fetch(origin.uri("/file")).body().length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, tls_expired",
        "NOT_YET_VALID, tls_expired",
        "OF_ANOTHER_HOST, tls_untrusted",
        "SELF_SIGNED, tls_untrusted"
    })
    void nothingIsSentToWhomCannotBeTrusted(Certificates certificate, String code) {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", certificate.server())) {
            Problem problem = gateway.problem(origin.uri("/file?canary"));
            assertEquals(code, problem.code());
            assertFalse(problem.retryable());
            assertFalse(problem.message().contains("canary"));
            assertEquals(0, origin.requests().size());
        }
    }

    @Test
    void theClockIsSuspectedWithExpiredCertificates() {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.EXPIRED.server())) {
            String message = gateway.problem(origin.uri("/file")).message();
            assertTrue(message.contains("not valid today (2026-03-01)"), message);
            assertTrue(message.contains("clock"), message);
        }
    }

    @Test
    void plainHttpWhereTlsIsExpectedIsAFailureOfTls() {
        try (ScriptedOrigin origin = ScriptedOrigin.start()) {
            URI address = URI.create(origin.uri("/file").toString().replace("http:", "https:"));
            Problem problem = gateway.problem(address);
            assertEquals(Codes.TLS_FAILED, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void thePlatformDoesNotTrustOurAuthority() {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.GOOD.server());
                Gateway platform = Gateway.onLoopback()) {
            assertEquals(
                    Codes.TLS_UNTRUSTED, platform.problem(origin.uri("/file")).code());
        }
    }
}
