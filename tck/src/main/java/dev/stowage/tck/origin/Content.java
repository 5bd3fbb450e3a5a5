package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes an origin sends, read by offset, so that a file of many gigabytes needs no memory.
 *
 * <p>Contents are immutable, thread-safe, and cheap to derive from each other: {@link #slice}, {@link #then} and
 * {@link #flipBit} keep a view and copy nothing. An own implementation must return the same byte for the same offset
 * every time.
 *
 * @since 0.1
 */
public interface Content {
    /**
     * Returns how many bytes there are.
     *
     * @return the length in bytes, 0 or more
     */
    long length();

    /**
     * Copies some of the bytes into an array.
     *
     * @param offset the first byte to copy
     * @param target where to copy to
     * @param from index in {@code target} of the first byte copied
     * @param count how many bytes; {@code offset + count} is at most {@link #length()}
     */
    void read(long offset, byte[] target, int from, int count);

    /**
     * Creates content without bytes.
     *
     * @return the empty content
     */
    static Content empty() {
        return of(new byte[0]);
    }

    /**
     * Creates content from an array.
     *
     * @param bytes the bytes; copied
     * @return exactly these bytes
     */
    static Content of(byte[] bytes) {
        return new Contents.Stored(bytes.clone());
    }

    /**
     * Creates content from text.
     *
     * @param text the text
     * @return its bytes in UTF-8
     */
    static Content of(String text) {
        return new Contents.Stored(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates bytes that look random and are the same for the same seed, whatever part of them is read first.
     *
     * @param seed chooses the bytes
     * @param length how many bytes, up to {@link Long#MAX_VALUE}
     * @return bytes computed when they are read
     */
    static Content seeded(long seed, long length) {
        return new Contents.Seeded(seed, length);
    }

    /**
     * Repeats content.
     *
     * @param unit what to repeat; not empty
     * @param times how often, 0 or more; the product with its length fits a {@code long}
     * @return {@code unit}, {@code times} times
     */
    static Content repeat(Content unit, long times) {
        return new Contents.Repeated(requireNonNull(unit, "unit"), times);
    }

    /**
     * Returns a part of this content.
     *
     * @param offset its first byte
     * @param count how many bytes; {@code offset + count} is at most {@link #length()}
     * @return a view of that part
     */
    default Content slice(long offset, long count) {
        return new Contents.Slice(this, offset, count);
    }

    /**
     * Returns this content followed by another.
     *
     * @param next what follows
     * @return a view of both
     */
    default Content then(Content next) {
        return new Contents.Joined(this, requireNonNull(next, "next"));
    }

    /**
     * Returns this content with the lowest bit of one byte inverted.
     *
     * @param offset the byte, 0 to {@link #length()} - 1
     * @return a view that differs in that bit
     */
    default Content flipBit(long offset) {
        return new Contents.Flipped(this, offset);
    }

    /**
     * Returns all the bytes.
     *
     * @return a new array
     * @throws ArithmeticException when they do not fit an array
     */
    default byte[] toByteArray() {
        byte[] bytes = new byte[Math.toIntExact(length())];
        read(0, bytes, 0, bytes.length);
        return bytes;
    }

    /**
     * Computes the SHA-256 of the bytes.
     *
     * @return 64 hexadecimal digits in lower case
     */
    default String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 16];
        for (long at = 0; at < length(); at += buffer.length) {
            int count = (int) Math.min(buffer.length, length() - at);
            read(at, buffer, 0, count);
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
