package dev.stowage.api;

import java.time.Duration;

/**
 * How much at once, and how patiently.
 *
 * @param activeDownloads how many transfers run at once, 1 to 64; hashing, placing and registering do not count
 * @param attempts how many failed attempts without durable progress end a download, 1 or more
 * @param firstRetry the wait after the first failed attempt; it doubles from there
 * @param longestRetry the longest wait
 * @param shutdown how long {@link Stowage#close} waits for running work
 * @param recheck how often a download that waits for free space on its disk tries again
 * @param silence how long what is done at a worker may give no sign of life before it is left alone
 * @param glance how long a preview waits for the beginning of a file
 * @since 0.1
 */
public record Limits(
        int activeDownloads,
        int attempts,
        Duration firstRetry,
        Duration longestRetry,
        Duration shutdown,
        Duration recheck,
        Duration silence,
        Duration glance) {
    private static final Duration RECHECK = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Duration GLANCE = Duration.ofSeconds(10);

    /**
     * Four transfers; eight attempts, from one second doubling to sixty; ten seconds to shut down; a look at a full disk each minute; ten
     * minutes for a silent worker; ten seconds for the beginning of a file.
     */
    public static final Limits DEFAULT =
            new Limits(4, 8, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10));

    private static final int MOST_ACTIVE = 64;

    /** @throws IllegalArgumentException when a value is out of range */
    public Limits {
        if (activeDownloads < 1 || activeDownloads > MOST_ACTIVE || attempts < 1) {
            throw new IllegalArgumentException("1 to 64 active downloads and at least one attempt");
        }
        if (firstRetry.isNegative() || longestRetry.compareTo(firstRetry) < 0 || shutdown.isNegative()) {
            throw new IllegalArgumentException("Waits are not negative, and the longest is not the shortest");
        }
        if (recheck.isNegative() || recheck.isZero()) {
            throw new IllegalArgumentException("A full disk is not looked at all the time");
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("Nothing answers in no time");
        }
        if (glance.isNegative()) {
            throw new IllegalArgumentException("A preview does not wait for less than no time");
        }
    }

    /** With a look at a full disk each minute, ten minutes for a silent worker, and ten seconds for the beginning of a file. */
    public Limits(int activeDownloads, int attempts, Duration firstRetry, Duration longestRetry, Duration shutdown) {
        this(activeDownloads, attempts, firstRetry, longestRetry, shutdown, RECHECK, SILENCE, GLANCE);
    }

    /** The same with another wait between two looks at a full disk. */
    public Limits rechecking(Duration every) {
        return new Limits(activeDownloads, attempts, firstRetry, longestRetry, shutdown, every, silence, glance);
    }

    /** The same with another patience for a worker that gives no sign of life. */
    public Limits bearingSilence(Duration atMost) {
        return new Limits(activeDownloads, attempts, firstRetry, longestRetry, shutdown, recheck, atMost, glance);
    }

    /** The same with another wait for the beginning of a file; none at all looks at none. */
    public Limits glancing(Duration atMost) {
        return new Limits(activeDownloads, attempts, firstRetry, longestRetry, shutdown, recheck, silence, atMost);
    }
}
