package dev.stowage.tck.origin;

import java.time.Duration;

/**
 * Faults in the head of an otherwise proper answer: too much of it, too slow, or before its time.
 *
 * @since 0.1
 */
public final class HeadFaults {
    private static final long WITHOUT_END = 1L << 40;

    private HeadFaults() {}

    /**
     * Sends many fields.
     *
     * @param count how many more, millions if wanted; they take no memory
     * @return the fault
     */
    public static Fault manyFields(long count) {
        return withHeadBytes(Content.repeat(Content.of("X-Flood: 0123456789abcdef\r\n"), count));
    }

    /**
     * Sends one long field.
     *
     * @param length the length of its value in bytes
     * @return the fault
     */
    public static Fault longField(long length) {
        Content value = Content.repeat(Content.of("a"), length);
        return withHeadBytes(Content.of("X-Long: ").then(value).then(Content.of("\r\n")));
    }

    /**
     * Sends a head that has no end.
     *
     * @return the fault; it lasts until the client leaves or the origin is closed
     */
    public static Fault endless() {
        return manyFields(WITHOUT_END);
    }

    /**
     * Adds raw bytes to the head.
     *
     * @param bytes the bytes, with their line ends
     * @return the fault
     */
    public static Fault withHeadBytes(Content bytes) {
        return Fault.changing(reply -> reply.plusHeadBytes(bytes));
    }

    /**
     * Sends the answer slowly from its first byte on, head first.
     *
     * @param bytes the size of a burst
     * @param interval the wait after each burst
     * @return the fault
     */
    public static Fault slow(int bytes, Duration interval) {
        return Fault.changing(reply -> reply.precededBy(Step.pace(bytes, interval)));
    }

    /**
     * Sends interim answers (102) before the proper one.
     *
     * @param count how many
     * @return the fault
     */
    public static Fault interimAnswers(long count) {
        Content interim = Content.repeat(Content.of("HTTP/1.1 102 Processing\r\n\r\n"), count);
        return Fault.changing(reply -> reply.precededBy(Step.bytes(interim)));
    }

    /**
     * Sends interim answers (102) without end and never the proper one.
     *
     * @return the fault; it lasts until the client leaves or the origin is closed
     */
    public static Fault endlessInterimAnswers() {
        return interimAnswers(WITHOUT_END);
    }

    /**
     * Sends the proper answer with another status line.
     *
     * @param line the line without its end, right or wrong
     * @return the fault
     */
    public static Fault statusLine(String line) {
        return Fault.changing(reply -> reply.withStatusLine(line));
    }
}
