package dev.stowage.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often a transfer makes sure of what it has, and when it gives a slow origin up.
 *
 * @param nanos a monotonic clock
 * @param record at the latest after this time, what has come is written and recorded
 * @param durable at the latest after this time and {@code durableBytes} bytes, it is forced to the disk
 * @param durableBytes see {@code durable}
 * @param slowWindow over this time, at least {@code slowBytes} bytes have to come
 * @param slowBytes see {@code slowWindow}
 * @param growth how long it is measured what a number of connections brings, before there are more
 */
record Rhythm(
        LongSupplier nanos,
        Duration record,
        Duration durable,
        long durableBytes,
        Duration slowWindow,
        long slowBytes,
        Duration growth) {
    private static final long MIB = 1L << 20;
    private static final long SLOWEST = 1_024;

    /** A crash of this program costs a quarter of a second of the line, a power failure five seconds; 1 KiB a second is too slow. */
    static Rhythm usual(Duration slowWindow) {
        return new Rhythm(
                System::nanoTime,
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                256 * MIB,
                slowWindow,
                Math.max(1, slowWindow.toMillis() * SLOWEST / 1_000),
                Duration.ofSeconds(1));
    }
}
