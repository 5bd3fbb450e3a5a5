package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stowage.spi.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What origins send with a success status in the place of a file. */
enum Impostor {
    /** A page for people, usually one that wants a login. */
    PAGE,
    /** An error, written in JSON or XML. */
    ERROR,
    /** The few lines that stand for a large file in a git repository. */
    POINTER;

    /** So many bytes are enough to tell. */
    static final int ENOUGH = 1_024;

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    private static final Set<String> PAGES = Set.of("html", "htm", "xhtml", "mht", "md", "txt");
    private static final Set<String> MARKUP = Set.of("html", "htm", "xhtml", "xml", "svg", "xmp", "txt", "md");
    private static final Set<String> DATA =
            Set.of("json", "jsonl", "ndjson", "ipynb", "js", "txt", "md", "yaml", "yml", "toml", "csv", "index");

    /**
     * Judges the beginning of a body.
     *
     * @param extension of the file that is expected, lower case; empty when unknown
     */
    static Optional<Impostor> of(HttpHeaders headers, String extension, byte[] body, int length) {
        String text = new String(body, 0, Math.min(length, ENOUGH), ISO_8859_1);
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String start = start(text);
        if (start.startsWith("version https://git-lfs.github.com/spec/")) {
            return Optional.of(POINTER);
        }
        String label = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (page(start, label, extension)) {
            return Optional.of(PAGE);
        }
        return error(start, label, extension) ? Optional.of(ERROR) : Optional.empty();
    }

    private static boolean page(String start, String label, String extension) {
        boolean written = start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<head");
        boolean labelled = label.contains("html") && !DATA.contains(extension) && !MARKUP.contains(extension);
        return (written || labelled) && !PAGES.contains(extension);
    }

    private static boolean error(String start, String label, String extension) {
        if (start.startsWith("<?xml") || start.startsWith("<error")) {
            return !MARKUP.contains(extension);
        }
        boolean expected = DATA.contains(extension) || (extension.isEmpty() && !label.contains("json"));
        return !expected && (start.startsWith("{") || (start.startsWith("[") && label.contains("json")));
    }

    private static String start(String text) {
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return unmarked.stripLeading().toLowerCase(Locale.ROOT);
    }
}
