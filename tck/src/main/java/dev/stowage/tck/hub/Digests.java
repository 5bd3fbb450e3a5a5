package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** What the sites publish of a file's bytes, computed when it is first asked for, in one go. Thread-safe. */
final class Digests {
    private static final int AUTO_V1_AT = 1 << 20;
    private static final int AUTO_V1_BYTES = 1 << 16;

    private final Content content;
    private final Supplier<Whole> whole;
    private final Supplier<String> gitBlob;

    private record Whole(String sha256, String crc32) {}

    Digests(Content content) {
        this.content = content;
        this.whole = new Once<>(() -> wholeOf(content));
        this.gitBlob = new Once<>(() -> gitBlobOf(content));
    }

    /** 64 digits in lower case. */
    String sha256() {
        return whole.get().sha256();
    }

    /** The id that git gives to a file of these bytes: 40 digits. */
    String gitBlob() {
        return gitBlob.get();
    }

    /** The text that git keeps in place of a large file. */
    String pointer() {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:" + sha256() + "\nsize " + content.length()
                + "\n";
    }

    /** All that CivitAI publishes, in upper case. */
    Json civitai() {
        String sha256 = sha256();
        Json hashes = Json.object();
        if (content.length() >= AUTO_V1_AT + AUTO_V1_BYTES) {
            hashes.put("AutoV1", upper(content.slice(AUTO_V1_AT, AUTO_V1_BYTES).sha256(), 8));
        }
        return hashes.put("AutoV2", upper(sha256, 10))
                .put("SHA256", upper(sha256, 64))
                .put("CRC32", upper(whole.get().crc32(), 8))
                .put("SHA256_12", upper(sha256, 12));
    }

    /** Whether one of those that CivitAI publishes is this one. */
    boolean include(String hex) {
        return List.of(8, 10, 12, 64).contains(hex.length())
                && civitai().toString().contains("\"" + upper(hex, hex.length()) + "\"");
    }

    private static String upper(String hex, int digits) {
        return hex.substring(0, digits).toUpperCase(Locale.ROOT);
    }

    private static Whole wholeOf(Content content) {
        MessageDigest sha256 = digest("SHA-256");
        CRC32 crc32 = new CRC32();
        stream(content, (bytes, count) -> {
            sha256.update(bytes, 0, count);
            crc32.update(bytes, 0, count);
        });
        return new Whole(HexFormat.of().formatHex(sha256.digest()), String.format("%08x", crc32.getValue()));
    }

    private static String gitBlobOf(Content content) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(("blob " + content.length() + "\0").getBytes(StandardCharsets.US_ASCII));
        stream(content, (bytes, count) -> sha1.update(bytes, 0, count));
        return HexFormat.of().formatHex(sha1.digest());
    }

    /** Digits that stand for a text, the same each time. */
    static String ofText(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @FunctionalInterface
    private interface Sink {
        void accept(byte[] bytes, int count);
    }

    private static void stream(Content content, Sink sink) {
        byte[] buffer = new byte[1 << 16];
        for (long at = 0; at < content.length(); at += buffer.length) {
            int count = (int) Math.min(buffer.length, content.length() - at);
            content.read(at, buffer, 0, count);
            sink.accept(buffer, count);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
