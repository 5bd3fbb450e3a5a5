package dev.stowage.model;

import java.util.regex.Pattern;

/** Text of others on its way to a screen: one line, nothing that a terminal would obey. */
final class Printable {
    private static final Pattern CONTROLLING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String text) {
        return CONTROLLING.matcher(text).replaceAll("\uFFFD");
    }
}
