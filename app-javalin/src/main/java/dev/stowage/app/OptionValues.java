package dev.stowage.app;

import dev.stowage.app.listing.Words;
import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people write behind options, read and judged. Each reader throws {@link UsageException} with a sentence that says what is wrong. */
final class OptionValues {
    private static final List<String> LOCAL = List.of("127.0.0.1", "::1", "localhost");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

    private OptionValues() {}

    static ModelType type(String text) {
        try {
            return ModelType.of(text);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(
                    "--type", text, "that is no word for a type", "Use one such as lora or checkpoint.");
        }
    }

    static BaseModel baseModel(String text) {
        try {
            return new BaseModel(text);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(
                    "--base-model", text, "that is no name of 1 to 100 characters", "Use one such as \"SDXL 1.0\".");
        }
    }

    /** The file name itself says what would be safe. */
    static FileName fileName(String text) {
        try {
            return new FileName(Normalizer.normalize(text, Normalizer.Form.NFC));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** What sources call their files is for them to know. */
    static String file(String text) {
        if (text.isBlank()) {
            throw UsageException.of("--file", text, "it is empty", "Give the name of one of the reference's files.");
        }
        return text.strip();
    }

    static Sha256 sha256(String text) {
        Sha256 digest = Sha256.parse(text)
                .orElseThrow(() -> UsageException.of(
                        "--sha256", text, flaw(text.strip()), "Give the SHA-256, 64 hexadecimal digits."));
        if (digest.bogus()) {
            String advice = "Give the SHA-256 of the file, or leave the option out.";
            throw UsageException.of("--sha256", text, "no file with anything in it has that digest", advice);
        }
        return digest;
    }

    static String connections(String text) {
        if (!text.matches("[1-9]|1[0-6]")) {
            throw UsageException.of("--connections", text, "that is no number from 1 to 16", "Use one such as 4.");
        }
        return text;
    }

    /** A number of MiB, in bytes. */
    static long mebibytes(String option, String text) {
        if (!text.matches("[1-9]\\d{0,3}|10000")) {
            throw UsageException.of(option, text, "that is no number from 1 to 10000", "Use one such as 50.");
        }
        return Long.parseLong(text) << 20;
    }

    /** A port to listen on; 0 means any. */
    static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw UsageException.of(
                    "--port",
                    text,
                    "that is no number from 0 to 65535",
                    "Use one such as 8077, or 0 for any free one.");
        }
        return Integer.parseInt(text);
    }

    /** A name of this machine under which only this machine finds it. */
    static String host(String text) {
        if (!LOCAL.contains(text)) {
            throw UsageException.of(
                    "--host",
                    text,
                    "other machines are not answered yet",
                    "Use one of " + String.join(", ", LOCAL) + "; from elsewhere, ssh -L leads there.");
        }
        return text;
    }

    static ReviewMode review(String text) {
        return word("--review", text, ReviewMode.values(), ReviewMode::wire);
    }

    /** The name in JSON, or the word that lists show. */
    static Status status(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(Status.values())
                .filter(status ->
                        status.wire().equals(name) || Words.status(status).equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String words =
                            Arrays.stream(Status.values()).map(Words::status).collect(Collectors.joining(", "));
                    return UsageException.of("--status", text, "there is no such status", "Use one of " + words + ".");
                });
    }

    static OnDuplicate onDuplicate(String text) {
        OnDuplicate wanted = word("--on-duplicate", text, OnDuplicate.values(), OnDuplicate::wire);
        if (wanted == OnDuplicate.OVERWRITE || wanted == OnDuplicate.LINK) {
            throw UsageException.of(
                    "--on-duplicate", text, "that is not possible yet", "Use skip, or download for a second file.");
        }
        return wanted;
    }

    private static <E> E word(String option, String text, E[] values, Function<E, String> wire) {
        return Arrays.stream(values)
                .filter(value -> wire.apply(value).equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> {
                    String words = Arrays.stream(values).map(wire).collect(Collectors.joining(", "));
                    return UsageException.of(option, text, "there is no such choice", "Use one of " + words + ".");
                });
    }

    private static String flaw(String text) {
        if (!HEX.matcher(text).matches()) {
            return "it is not hexadecimal";
        }
        return switch (text.length()) {
            case 8 -> "it looks like a CRC-32, not a SHA-256";
            case 10, 12 -> "it looks like a shortened SHA-256";
            case 32 -> "it looks like an MD5, not a SHA-256";
            case 40 -> "it looks like a SHA-1, not a SHA-256";
            case 96 -> "it looks like a SHA-384, not a SHA-256";
            case 128 -> "it looks like a SHA-512, not a SHA-256";
            default -> "it has " + text.length() + " digits instead of 64";
        };
    }
}
