package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusProblemsTest {
    private static final Origin ORIGIN = new Origin("https", "files.example", 443);

    private static Problem of(int status, Map<String, List<String>> headers) {
        return HttpProblems.status(status, HttpHeaders.of(headers), ORIGIN, Gateway.START);
    }

    @ParameterizedTest
    @CsvSource({
        "204, NETWORK, empty_reply, true",
        "205, NETWORK, empty_reply, true",
        "304, NETWORK, empty_reply, true",
        "400, NETWORK, refused, false",
        "401, AUTHENTICATION, login_needed, false",
        "403, AUTHENTICATION, access_denied, false",
        "404, NOT_FOUND, not_found, false",
        "405, NETWORK, refused, false",
        "408, NETWORK, server_trouble, true",
        "410, NOT_FOUND, gone, false",
        "412, NETWORK, refused, false",
        "425, NETWORK, server_trouble, true",
        "429, NETWORK, rate_limited, true",
        "451, NOT_FOUND, legally_blocked, false",
        "500, NETWORK, server_trouble, true",
        "501, NETWORK, refused, false",
        "502, NETWORK, server_trouble, true",
        "503, NETWORK, server_trouble, true",
        "504, NETWORK, server_trouble, true",
        "511, NETWORK, refused, false",
        "520, NETWORK, server_trouble, true",
        "529, NETWORK, server_trouble, true",
        "530, NETWORK, refused, false",
        "999, NETWORK, refused, false",
    })
    void everyStatusHasItsMeaning(int status, Problem.Kind kind, String code, boolean retryable) {
        Problem problem = of(status, Map.of());
        assertEquals(kind, problem.kind());
        assertEquals(code, problem.code());
        assertEquals(retryable, problem.retryable());
        assertTrue(problem.message().startsWith("Could not get the file from files.example: "), problem.message());
    }

    @Test
    void aMissingTokenIsAskedFor() {
        assertEquals(Optional.of(Need.ADD_TOKEN), of(401, Map.of()).need());
        assertEquals(
                "Could not get the file from files.example: files.example requires a token of yours. Add or renew it.",
                of(401, Map.of()).message());
    }

    @Test
    void aCheckInABrowserIsAskedFor() {
        assertEquals(
                Optional.of(Need.OPEN_PAGE),
                of(403, Map.of("cf-mitigated", List.of("challenge"))).need());
    }

    @Test
    void aWaitIsObeyedUpToSixHours() {
        for (int status : new int[] {429, 503}) {
            Problem problem = of(status, Map.of("Retry-After", List.of("120")));
            assertEquals(Codes.RATE_LIMITED, problem.code());
            assertEquals(Optional.of(Duration.ofMinutes(2)), problem.retryAfter());
            assertTrue(problem.retryable());
            Problem tooLong = of(status, Map.of("Retry-After", List.of("21601")));
            assertEquals(Optional.of(Need.OPEN_PAGE), tooLong.need());
            assertFalse(tooLong.retryable());
        }
        assertEquals(
                Optional.of(Duration.ofSeconds(87)),
                of(429, Map.of("RateLimit", List.of("\"api\";r=0;t=87"))).retryAfter());
    }

    @Test
    void waitsAreSpokenAsPeopleDo() {
        assertEquals("300 ms", Waits.spoken(Duration.ofMillis(300)));
        assertEquals("1 second", Waits.spoken(Duration.ofSeconds(1)));
        assertEquals("119 seconds", Waits.spoken(Duration.ofSeconds(119)));
        assertEquals("2 minutes", Waits.spoken(Duration.ofMinutes(2)));
        assertEquals("3 minutes", Waits.spoken(Duration.ofSeconds(121)));
        assertEquals("7 hours", Waits.spoken(Duration.ofSeconds(21_601)));
    }
}
