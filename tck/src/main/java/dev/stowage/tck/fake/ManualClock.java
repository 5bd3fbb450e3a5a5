package dev.stowage.tck.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Thread-safe: a move is visible to every thread that asks afterwards. Clocks derived by {@link #withZone} show the
 * same moment and move together with this one.
 *
 * @since 0.1
 */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = requireNonNull(zone, "zone");
    }

    /**
     * Creates a clock in UTC.
     *
     * @param start the moment it shows until it is moved
     * @return a clock that stands still at {@code start}
     */
    public static ManualClock startingAt(Instant start) {
        return new ManualClock(new AtomicReference<>(requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    /**
     * Moves this clock.
     *
     * @param step how far; negative to jump back, as the clock of a real machine may
     * @return the moment it shows now
     */
    public Instant advance(Duration step) {
        requireNonNull(step, "step");
        return now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Sets this clock.
     *
     * @param instant the moment it shows from now on; may lie before the present one
     */
    public void set(Instant instant) {
        now.set(requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return requireNonNull(now.get(), "no null gets in");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public ManualClock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }
}
