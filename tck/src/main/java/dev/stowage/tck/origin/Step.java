package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * One thing an origin does on the connection while it replies: send bytes, wait, or end it.
 *
 * <p>Immutable. Steps run in order; what follows a step that ends the connection is never played.
 *
 * @since 0.1
 */
public final class Step {
    private final Content content;
    private final Action action;

    private Step(Content content, Action action) {
        this.content = content;
        this.action = action;
    }

    @FunctionalInterface
    private interface Action {
        void play(Wire wire) throws IOException;
    }

    /**
     * Sends bytes.
     *
     * @param content the bytes; sent as they are, without any framing
     * @return the step
     */
    public static Step bytes(Content content) {
        requireNonNull(content, "content");
        return new Step(content, wire -> wire.send(content));
    }

    /**
     * Sends text.
     *
     * @param text the text; sent in UTF-8, without any framing
     * @return the step
     */
    public static Step bytes(String text) {
        return bytes(Content.of(text));
    }

    /**
     * Slows down: from here to the end of the reply, bytes leave in small bursts.
     *
     * @param bytes the size of a burst, 1 or more
     * @param interval the wait after each burst
     * @return the step
     */
    public static Step pace(int bytes, Duration interval) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A burst has at least one byte, not " + bytes);
        }
        requireNonNull(interval, "interval");
        return control(wire -> wire.pace(bytes, burst -> interval));
    }

    /**
     * Slows down: from here to the end of the reply, bytes leave as fast as a line lets them, which other replies may use too.
     *
     * @param lines what the bytes go over, one after the other; the slowest counts
     * @return the step
     */
    public static Step limit(Bandwidth... lines) {
        List<Bandwidth> all = List.of(lines);
        int burst = all.stream().mapToInt(Bandwidth::burst).min().orElse(Integer.MAX_VALUE);
        return control(wire -> wire.pace(
                burst,
                bytes -> all.stream()
                        .map(line -> line.take(bytes))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)));
    }

    /**
     * Waits for a time.
     *
     * @param time how long
     * @return the step
     */
    public static Step pause(Duration time) {
        requireNonNull(time, "time");
        return control(wire -> wire.pause(time));
    }

    /**
     * Waits until a test opens a gate.
     *
     * @param gate the gate
     * @return the step
     */
    public static Step await(Gate gate) {
        requireNonNull(gate, "gate");
        return control(wire -> wire.await(gate));
    }

    /**
     * Falls silent with the connection open, until the client leaves or the origin is closed.
     *
     * @return the step
     */
    public static Step stall() {
        return control(Wire::stall);
    }

    /**
     * Ends the connection in good order (FIN; with TLS after a {@code close_notify}).
     *
     * @return the step
     */
    public static Step close() {
        return control(Wire::close);
    }

    /**
     * Ends the connection with FIN and, under TLS, without the {@code close_notify} that tells an end from a cut.
     * Without TLS the same as {@link #close()}.
     *
     * @return the step
     */
    public static Step cut() {
        return control(Wire::cut);
    }

    /**
     * Resets the connection (RST). As on a real network, bytes the client has not made room for yet are lost; a few
     * kilobytes sent just before arrive.
     *
     * @return the step
     */
    public static Step reset() {
        return control(Wire::reset);
    }

    private static Step control(Action action) {
        return new Step(Content.empty(), action);
    }

    /** What it sends; empty for a step that sends nothing. */
    Content content() {
        return content;
    }

    void play(Wire wire) throws IOException {
        action.play(wire);
    }
}
