package dev.stowage.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeedWindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final SpeedWindow window = new SpeedWindow();

    @Test
    void knowsNothingAtFirst() {
        assertEquals(0, window.bytesPerSecond(0, 5));
        window.restart(0, 0);
        window.add(1000, 100 * MILLI);
        assertEquals(0, window.bytesPerSecond(1000, 400 * MILLI));
    }

    @Test
    void tellsASteadySpeed() {
        run(0, 0, 60, 1_000_000);
        assertAbout(1_000_000, window.bytesPerSecond(60_000_000, 60 * SECOND), 20_000);
    }

    @Test
    void doesNotCountBytesOfEarlierSessions() {
        window.restart(900_000_000, 0);
        window.add(901_000_000, SECOND);
        assertEquals(1_000_000, window.bytesPerSecond(901_000_000, SECOND));
    }

    @Test
    void forgetsWhatIsLongerAgoThanAFewSeconds() {
        run(0, 0, 10, 10_000_000);
        run(100_000_000, 10 * SECOND, 6, 1_000_000);
        assertAbout(1_000_000, window.bytesPerSecond(106_000_000, 16 * SECOND), 50_000);
    }

    @Test
    void showsAStallSoon() {
        run(0, 0, 10, 10_000_000);
        assertTrue(window.bytesPerSecond(100_000_000, 12 * SECOND) < 7_000_000);
        assertEquals(0, window.bytesPerSecond(100_000_000, 16 * SECOND));
        assertEquals(0, window.bytesPerSecond(100_000_000, 60 * SECOND));
    }

    @Test
    void tellsTheNewSpeedAfterAStall() {
        run(0, 0, 10, 10_000_000);
        run(100_000_000, 60 * SECOND, 6, 1_000_000);
        assertAbout(1_000_000, window.bytesPerSecond(106_000_000, 66 * SECOND), 50_000);
    }

    @Test
    void beginsAnewWhenBytesAreLost() {
        run(0, 0, 10, 10_000_000);
        window.add(5_000_000, 10 * SECOND);
        assertEquals(0, window.bytesPerSecond(5_000_000, 10 * SECOND + 100 * MILLI));
        window.add(6_000_000, 11 * SECOND);
        assertEquals(1_000_000, window.bytesPerSecond(6_000_000, 11 * SECOND));
    }

    @Test
    void isNeverNegativeNorAbsurd() {
        Random random = new Random(5);
        long bytes = 0;
        long nanos = 0;
        window.restart(0, 0);
        for (int i = 0; i < 100_000; i++) {
            nanos += random.nextInt(300) * MILLI;
            bytes = random.nextInt(50) == 0 ? bytes / 2 : bytes + random.nextInt(1000);
            window.add(bytes, nanos);
            long speed = window.bytesPerSecond(bytes, nanos);
            assertTrue(speed >= 0 && speed <= 1_000_000, () -> speed + " B/s");
        }
    }

    private static void assertAbout(long expected, long speed, long tolerance) {
        assertTrue(Math.abs(expected - speed) <= tolerance, () -> speed + " B/s");
    }

    private void run(long bytes, long nanos, int seconds, long speed) {
        if (bytes == 0) {
            window.restart(0, nanos);
        }
        for (int tick = 1; tick <= seconds * 20; tick++) {
            window.add(bytes + tick * speed / 20, nanos + tick * (50 * MILLI));
        }
    }
}
