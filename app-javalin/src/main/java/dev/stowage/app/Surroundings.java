package dev.stowage.app;

import dev.stowage.app.served.Patience;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command gets from the process it runs in, given to it so that it runs as well inside a test.
 *
 * @param environment environment variables
 * @param properties system properties
 * @param streams where output goes
 * @param interruption how it learns that the process ends
 * @param time what time it is, and how patient to be
 */
record Surroundings(
        Map<String, String> environment,
        Map<String, String> properties,
        Streams streams,
        Interruption interruption,
        Time time) {
    Surroundings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    /**
     * Where output goes, and where answers come from.
     *
     * @param out results only
     * @param err progress and sentences
     * @param keyboard where answers come from
     */
    record Streams(PrintStream out, PrintStream err, Keyboard keyboard) {
        /** Where nobody answers. */
        Streams(PrintStream out, PrintStream err) {
            this(out, err, new Keyboard(Map.of(), InputStream.nullInputStream(), err));
        }
    }

    /**
     * Time.
     *
     * @param clock the wall's
     * @param nanos one that only runs forward
     * @param patience for how long a command waits while nothing moves
     * @param glance for how long one that only looks waits for the server
     */
    record Time(Clock clock, LongSupplier nanos, Duration patience, Patience glance) {
        /** The system's, and a minute of patience. */
        static final Time SYSTEM = new Time(
                Clock.system(ZoneId.systemDefault()), System::nanoTime, Duration.ofSeconds(60), Patience.SHORT);
    }
}
