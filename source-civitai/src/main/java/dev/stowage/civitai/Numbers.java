package dev.stowage.civitai;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The numbers that CivitAI gives to models, versions and files: positive, of 31 bits. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

    private Numbers() {}

    static OptionalInt id(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        return id(Long.parseLong(text));
    }

    static OptionalInt id(long number) {
        return number > 0 && number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
    }
}
