package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.spi.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    private static Optional<Duration> wait(String name, String... values) {
        return RetryAfter.of(HttpHeaders.of(Map.of(name, List.of(values))), NOW);
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "0, 1", "1, 1", "' 7 ', 7", "999999999999, 999999999999"})
    void readsSeconds(String value, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), wait("Retry-After", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void readsAllThreeForms(String value) {
        assertEquals(Optional.of(Duration.ofSeconds(37)), wait("retry-after", value));
    }

    @Test
    void aDateIsMeantByTheClockOfItsWriter() {
        HttpHeaders headers = HttpHeaders.of(Map.of(
                "Retry-After", List.of("Sun, 06 Nov 1994 18:00:00 GMT"),
                "Date", List.of("Sun, 06 Nov 1994 17:59:50 GMT")));
        assertEquals(Optional.of(Duration.ofSeconds(10)), RetryAfter.of(headers, NOW));
    }

    @Test
    void aDateInThePastIsASecond() {
        assertEquals(Optional.of(Duration.ofSeconds(1)), wait("Retry-After", "Sat, 05 Nov 1994 08:49:37 GMT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-5", "100000000000000000000", "soon", "", "1.5", "0x10", "Sun, 36 Nov 1994 08:49:37 GMT", "٣"})
    void whatCannotBeReadAsksForNothing(String value) {
        assertEquals(Optional.empty(), wait("Retry-After", value));
    }

    @Test
    void twoFieldsAskForNothing() {
        assertEquals(Optional.empty(), wait("Retry-After", "5", "5"));
        assertEquals(Optional.empty(), wait("Server", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"api\";r=0;t=87 | 87", "\"resolvers\";t=5;r=0 | 5", "\"api\"; r=0; t=0 | 1"})
    void readsTheWindowOfARateLimit(String value, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), wait("RateLimit", value));
    }

    @Test
    void aRateLimitWithoutWindowAsksForNothing() {
        assertEquals(Optional.empty(), wait("RateLimit", "limit=100, remaining=0"));
    }
}
