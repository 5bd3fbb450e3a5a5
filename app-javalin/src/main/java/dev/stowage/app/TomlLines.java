package dev.stowage.app;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line in which a key of a TOML text is given; the parser keeps no places of what it has understood. */
final class TomlLines {
    private static final Pattern TABLE = Pattern.compile("\\s*\\[([^\\[\\]]+)]\\s*(#.*)?");
    private static final Pattern ENTRY = Pattern.compile("\\s*([A-Za-z0-9_.\"' -]+?)\\s*=.*");

    private final List<String> lines;

    TomlLines(String text) {
        lines = text.lines().toList();
    }

    /** The number of the line, from 1; 0 when it is given in a way that is too clever for us. */
    int of(String dottedKey) {
        String table = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = TABLE.matcher(lines.get(i));
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (header.matches()) {
                table = plain(header.group(1)) + ".";
            } else if (entry.matches() && (table + plain(entry.group(1))).equals(dottedKey)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String plain(String key) {
        return key.replaceAll("[\\s\"']", "");
    }
}
