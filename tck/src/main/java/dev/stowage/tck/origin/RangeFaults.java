package dev.stowage.tck.origin;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Faults in the answer to a request for a range. A request without a range, or with one that cannot be satisfied, is
 * answered properly.
 *
 * @since 0.1
 */
public final class RangeFaults {
    private RangeFaults() {}

    /**
     * Ignores the range and sends the whole content with 200.
     *
     * @return the fault
     */
    public static Fault ignored() {
        return Fault.serving(Resource::withoutRanges);
    }

    /**
     * Sends another range than asked for, and says so.
     *
     * @param startBy how far its start is moved, in bytes; negative to start earlier
     * @param endBy how far its end is moved, in bytes; negative to end earlier
     * @return the fault; the range stays within the content and has at least one byte
     */
    public static Fault moved(long startBy, long endBy) {
        return ranged((resource, asked) ->
                resource.partial(asked.moved(startBy, endBy, resource.content().length())));
    }

    /**
     * Sends other bytes than {@code Content-Range} says.
     *
     * @param by how far off the bytes are; the range is shorter where the content ends before it
     * @return the fault
     */
    public static Fault misplaced(long by) {
        return ranged((resource, asked) -> {
            long length = resource.content().length();
            ByteRange wrong = asked.moved(by, by, length);
            return resource.partial(wrong)
                    .withHeader(
                            "Content-Range",
                            new ByteRange(asked.first(), asked.first() + wrong.count() - 1).contentRange(length));
        });
    }

    /**
     * Announces another total length.
     *
     * @param total what stands after the slash: a wrong number, {@code *}, or nonsense
     * @return the fault
     */
    public static Fault total(String total) {
        return ranged((resource, asked) -> resource.partial(asked)
                .withHeader("Content-Range", "bytes " + asked.first() + "-" + asked.last() + "/" + total));
    }

    /**
     * Sends the right bytes under another {@code Content-Range}.
     *
     * @param value the whole value: malformed, negative, too large
     * @return the fault
     */
    public static Fault contentRange(String value) {
        return partly(reply -> reply.withHeader("Content-Range", value));
    }

    /**
     * Sends the right bytes and a second {@code Content-Range} after the right one.
     *
     * @param value the value of the second
     * @return the fault
     */
    public static Fault secondContentRange(String value) {
        return partly(reply -> reply.plusHeader("Content-Range", value));
    }

    /**
     * Sends the right bytes with 206 and without {@code Content-Range}.
     *
     * @return the fault
     */
    public static Fault withoutContentRange() {
        return partly(reply -> reply.withoutHeader("Content-Range"));
    }

    /**
     * Packs the one range into {@code multipart/byteranges}.
     *
     * @return the fault
     */
    public static Fault multipart() {
        return ranged((resource, asked) -> {
            Reply part = resource.partial(asked);
            String range = asked.contentRange(resource.content().length());
            Content body = Content.of("--part\r\nContent-Range: " + range + "\r\n\r\n")
                    .then(part.content())
                    .then(Content.of("\r\n--part--\r\n"));
            return part.withoutHeader("Content-Range")
                    .withHeader("Content-Type", "multipart/byteranges; boundary=part")
                    .withHeader("Content-Length", Long.toString(body.length()))
                    .withBody(Step.bytes(body));
        });
    }

    /**
     * Answers 416.
     *
     * @param contentRange the value of {@code Content-Range}; {@code bytes}, an asterisk, a slash and the length in good HTTP
     * @return the fault
     */
    public static Fault notSatisfiable(String contentRange) {
        return ranged((resource, asked) -> Reply.status(416).withHeader("Content-Range", contentRange));
    }

    /**
     * Sends a part of another version with 206 although {@code If-Range} forbids it.
     *
     * @param version makes the other version
     * @return the fault
     */
    public static Fault fromOtherVersion(UnaryOperator<Resource> version) {
        return Fault.serving(resource -> version.apply(resource).ignoringIfRange());
    }

    private static Fault partly(UnaryOperator<Reply> change) {
        return ranged((resource, asked) -> change.apply(resource.partial(asked)));
    }

    private static Fault ranged(BiFunction<Resource, ByteRange, Reply> lie) {
        return (request, resource) -> resource.asked(request)
                .filter(asked -> asked.count() > 0)
                .map(asked -> lie.apply(resource, asked))
                .orElseGet(() -> resource.reply(request));
    }
}
