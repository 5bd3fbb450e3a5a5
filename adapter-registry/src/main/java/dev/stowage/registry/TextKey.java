package dev.stowage.registry;

import dev.stowage.model.FileKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for a text in an index: equal for equal texts, and short, because databases do not index long ones. */
final class TextKey {
    private TextKey() {}

    static String of(FileKey file) {
        return of(file.toString());
    }

    static String of(Path path) {
        return of(path.toString());
    }

    static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
