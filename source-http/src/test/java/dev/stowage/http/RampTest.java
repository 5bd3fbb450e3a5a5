package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RampTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Ramp ramp = new Ramp(16, Duration.ofSeconds(1));
    private long now;
    private long bytes;

    @Test
    void doublesAsLongAsItPays() {
        int[] targets = {2, 4, 8, 16, 16};
        for (int target : targets) {
            second(ramp.target() * 1_000L);
            assertEquals(target, ramp.target());
        }
    }

    @Test
    void holdsWhenMoreBringLittle() {
        second(1_000);
        second(2_000);
        assertEquals(4, ramp.target());
        second(2_200);
        second(9_000);
        assertEquals(4, ramp.target());
    }

    @Test
    void measuresOnlyWhileAllOfThemRun() {
        second(1_000);
        for (int i = 0; i < 5; i++) {
            ramp.sample(bytes += 1_000, 1, now += SECOND);
        }
        assertEquals(2, ramp.target());
    }

    @Test
    void halvesOnceForWhatAllAreToldAtOnce() {
        for (int i = 0; i < 4; i++) {
            second(ramp.target() * 1_000L);
        }
        ramp.backOff(now);
        ramp.backOff(now + SECOND / 2);
        assertEquals(8, ramp.target());
        ramp.backOff(now + 2 * SECOND);
        assertEquals(4, ramp.target());
        second(100_000);
        assertEquals(4, ramp.target());
    }

    @Test
    void neverFallsBelowOne() {
        ramp.lost();
        ramp.backOff(0);
        assertEquals(1, ramp.target());
    }

    @Test
    void keepsToTheLimit() {
        Ramp one = new Ramp(1, Duration.ZERO);
        one.sample(1_000, 1, 1);
        assertEquals(1, one.target());
        Ramp three = new Ramp(3, Duration.ZERO);
        three.sample(1_000, 1, 1);
        three.sample(2_000, 2, 2);
        assertEquals(3, three.target());
    }

    private void second(long brought) {
        int connections = ramp.target();
        ramp.sample(bytes, connections, now);
        bytes += brought;
        now += SECOND;
        ramp.sample(bytes, connections, now);
    }
}
