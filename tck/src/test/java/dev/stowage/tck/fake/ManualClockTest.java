package dev.stowage.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final ManualClock clock = ManualClock.startingAt(START);

    @Test
    void standsStillUntilMoved() {
        assertEquals(START, clock.instant());
        assertEquals(START.toEpochMilli(), clock.millis());
        assertEquals(ZoneOffset.UTC, clock.getZone());
    }

    @Test
    void advancesAndJumpsBack() {
        assertEquals(START.plusSeconds(90), clock.advance(Duration.ofSeconds(90)));
        assertEquals(START.plusSeconds(30), clock.advance(Duration.ofMinutes(-1)));
        clock.set(START.minusSeconds(1));
        assertEquals(START.minusSeconds(1), clock.instant());
    }

    @Test
    void movesItsViewsInOtherZones() {
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertEquals(START.plusSeconds(3600), elsewhere.instant());
        assertEquals(ZoneId.of("Asia/Tokyo"), elsewhere.getZone());
    }

    @Test
    void losesNoMoveOfSeveralThreads() {
        IntStream.range(0, 1000).parallel().forEach(i -> clock.advance(Duration.ofMillis(1)));
        assertEquals(START.plusSeconds(1), clock.instant());
    }
}
