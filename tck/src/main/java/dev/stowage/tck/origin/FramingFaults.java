package dev.stowage.tck.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Faults in how an answer says where its body ends and how it is encoded: lengths, chunks, content codings.
 *
 * @since 0.1
 */
public final class FramingFaults {
    private static final Content LAST_CHUNK = Content.of("0\r\n\r\n");

    private FramingFaults() {}

    /**
     * Announces a length, sends the proper body, and ends the connection.
     *
     * @param value the value of {@code Content-Length}: wrong, negative, no number, empty
     * @return the fault
     */
    public static Fault contentLength(String value) {
        return Fault.changing(reply -> reply.withHeader("Content-Length", value).then(Step.close()));
    }

    /**
     * Sends a second {@code Content-Length} after the right one, and ends the connection.
     *
     * @param value the value of the second
     * @return the fault
     */
    public static Fault secondContentLength(String value) {
        return Fault.changing(reply -> reply.plusHeader("Content-Length", value).then(Step.close()));
    }

    /**
     * Announces no length and ends the body by ending the connection; correct HTTP. With {@link BodyFaults#at} an
     * early end cannot be told from the right one.
     *
     * @return the fault
     */
    public static Fault closeDelimited() {
        return Fault.changing(reply -> reply.withoutHeader("Content-Length").then(Step.close()));
    }

    /**
     * Announces no length and sends a body without end.
     *
     * @param seed chooses the bytes
     * @return the fault; it lasts until the client leaves or the origin is closed
     */
    public static Fault endless(long seed) {
        return Fault.changing(reply ->
                reply.withoutHeader("Content-Length").withBody(Step.bytes(Content.seeded(seed, Long.MAX_VALUE))));
    }

    /**
     * Sends the body in chunks; correct HTTP.
     *
     * @param size the size of a chunk in bytes, 1 or more
     * @return the fault
     */
    public static Fault chunked(int size) {
        return Fault.changing(reply -> inChunks(reply, size).then(Step.bytes(LAST_CHUNK)));
    }

    /**
     * Sends the body in chunks and announces its length too.
     *
     * @param size the size of a chunk in bytes
     * @param contentLength the value of {@code Content-Length}
     * @return the fault
     */
    public static Fault chunkedWithLength(int size, String contentLength) {
        return chunked(size).then(reply -> reply.plusHeader("Content-Length", contentLength));
    }

    /**
     * Sends the body in chunks and a trailer after it.
     *
     * @param size the size of a chunk in bytes
     * @param name the name of the trailer field
     * @param value its value
     * @return the fault
     */
    public static Fault chunkedWithTrailer(int size, String name, String value) {
        String end = "0\r\n" + name + ": " + value + "\r\n\r\n";
        return Fault.changing(
                reply -> inChunks(reply, size).withHeader("Trailer", name).then(Step.bytes(end)));
    }

    /**
     * Sends the body in chunks and ends the connection early.
     *
     * @param size the size of a chunk in bytes
     * @param sent how many bytes, size lines included, are sent before
     * @return the fault
     */
    public static Fault chunkedCutAt(int size, long sent) {
        return chunked(size).then(reply -> reply.at(sent, Step.close()));
    }

    /**
     * Sends all chunks but not the last, empty one, and ends the connection.
     *
     * @param size the size of a chunk in bytes
     * @return the fault
     */
    public static Fault chunkedWithoutEnd(int size) {
        return Fault.changing(reply -> inChunks(reply, size).then(Step.close()));
    }

    /**
     * Sends one good chunk, then one with a bad size, and ends the connection.
     *
     * @param size the size of the good chunk in bytes
     * @param badSize what stands where the next size should be: {@code xyz}, {@code -5}, {@code 8000000000000000}
     * @return the fault
     */
    public static Fault chunkedWithBadSize(int size, String badSize) {
        return Fault.changing(reply -> {
            Content content = reply.content();
            Content good = chunk(content.slice(0, Math.min(size, content.length())));
            return inChunks(reply, size).withBody(Step.bytes(good), Step.bytes(badSize + "\r\n"), Step.close());
        });
    }

    /**
     * Sends the proper bytes under the label of a content coding they do not have.
     *
     * @param coding the value of {@code Content-Encoding}
     * @return the fault
     */
    public static Fault labelled(String coding) {
        return Fault.changing(reply -> reply.withHeader("Content-Encoding", coding));
    }

    /**
     * Compresses the body, which has to fit into memory, and says so.
     *
     * @return the fault
     */
    public static Fault gzipped() {
        return gzippedSecretly().then(reply -> reply.withHeader("Content-Encoding", "gzip"));
    }

    /**
     * Compresses the body, which has to fit into memory, and does not say so.
     *
     * @return the fault
     */
    public static Fault gzippedSecretly() {
        return Fault.changing(reply -> {
            Content packed = gzip(reply.content());
            return reply.withHeader("Content-Length", Long.toString(packed.length()))
                    .withBody(Step.bytes(packed));
        });
    }

    private static Reply inChunks(Reply reply, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A chunk has at least one byte, not " + size);
        }
        Content content = reply.content();
        List<Step> chunks = new ArrayList<>();
        for (long at = 0; at < content.length(); at += size) {
            chunks.add(Step.bytes(chunk(content.slice(at, Math.min(size, content.length() - at)))));
        }
        return reply.withoutHeader("Content-Length")
                .withHeader("Transfer-Encoding", "chunked")
                .withBody(chunks.toArray(Step[]::new));
    }

    private static Content chunk(Content content) {
        return Content.of(Long.toHexString(content.length()) + "\r\n")
                .then(content)
                .then(Content.of("\r\n"));
    }

    private static Content gzip(Content content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return Content.of(packed.toByteArray());
    }
}
