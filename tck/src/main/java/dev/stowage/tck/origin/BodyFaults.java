package dev.stowage.tck.origin;

import java.time.Duration;
import java.util.List;

/**
 * Faults in the body of an otherwise proper answer. Offsets named {@code sent} count the body bytes of that one answer;
 * offsets into the file count from its beginning, whatever range is asked for.
 *
 * @since 0.1
 */
public final class BodyFaults {
    private BodyFaults() {}

    /**
     * Ends the connection in the middle (FIN). With {@link Route#always}, an origin that closes after every so many
     * bytes.
     *
     * @param sent how many body bytes are sent before
     * @return the fault
     */
    public static Fault truncatedAt(long sent) {
        return at(sent, Step.close());
    }

    /**
     * Ends a TLS connection in the middle without {@code close_notify}.
     *
     * @param sent how many body bytes are sent before
     * @return the fault
     */
    public static Fault cutAt(long sent) {
        return at(sent, Step.cut());
    }

    /**
     * Resets the connection in the middle (RST); see {@link Step#reset} for the bytes just before.
     *
     * @param sent how many body bytes are sent before
     * @return the fault
     */
    public static Fault resetAt(long sent) {
        return at(sent, Step.reset());
    }

    /**
     * Falls silent in the middle.
     *
     * @param sent how many body bytes are sent before
     * @return the fault; it lasts until the client leaves or the origin is closed
     */
    public static Fault stalledAt(long sent) {
        return at(sent, Step.stall());
    }

    /**
     * Stops in the middle until a test opens a gate, then goes on.
     *
     * @param sent how many body bytes are sent before
     * @param gate the gate
     * @return the fault
     */
    public static Fault heldAt(long sent, Gate gate) {
        return at(sent, Step.await(gate));
    }

    /**
     * Slows down in the middle.
     *
     * @param sent how many body bytes are sent at full speed before
     * @param bytes the size of a burst from there on
     * @param interval the wait after each burst
     * @return the fault
     */
    public static Fault slowFrom(long sent, int bytes, Duration interval) {
        return at(sent, Step.pace(bytes, interval));
    }

    /**
     * Inserts steps in the middle. An answer with a shorter body is a proper one.
     *
     * @param sent how many body bytes are sent before
     * @param steps what happens there
     * @return the fault
     */
    public static Fault at(long sent, Step... steps) {
        return new Interruption(sent, List.of(steps));
    }

    /** Something happens in the middle of a body, if it is that long. */
    private record Interruption(long sent, List<Step> steps) implements Fault {
        @Override
        public Reply reply(RecordedRequest request, Resource resource) {
            Reply proper = resource.reply(request);
            return reaches(proper) ? proper.at(sent, steps.toArray(Step[]::new)) : proper;
        }

        @Override
        public boolean concerns(RecordedRequest request, Resource resource) {
            return reaches(resource.reply(request));
        }

        private boolean reaches(Reply reply) {
            return sent <= reply.content().length();
        }
    }

    /**
     * Flips a bit of the file.
     *
     * @param offset the byte of the file whose lowest bit is inverted
     * @return the fault
     */
    public static Fault flippedAt(long offset) {
        return Fault.serving(resource -> resource.withContent(resource.content().flipBit(offset)));
    }

    /**
     * Sends zeros in place of a part of the file.
     *
     * @param offset the first byte of the file concerned
     * @param count how many bytes
     * @return the fault
     */
    public static Fault zeroedAt(long offset, long count) {
        return Fault.serving(resource -> {
            Content right = resource.content();
            Content zeros = Content.repeat(Content.of(new byte[1]), count);
            long rest = offset + count;
            return resource.withContent(
                    right.slice(0, offset).then(zeros).then(right.slice(rest, right.length() - rest)));
        });
    }

    /**
     * Sends more bytes than announced.
     *
     * @param surplus what follows the complete body
     * @return the fault
     */
    public static Fault surplus(Content surplus) {
        return Fault.changing(reply -> reply.then(Step.bytes(surplus)));
    }

    /**
     * Serves other bytes under the same name, fields and ETag.
     *
     * @param content the other bytes
     * @return the fault
     */
    public static Fault replacedBy(Content content) {
        return Fault.serving(resource -> resource.withContent(content));
    }
}
