package dev.stowage.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * One path component that is legal and harmless on Linux and on Windows, whatever system this runs on.
 *
 * <p>Every value keeps this promise: it is in Unicode NFC; takes 1 to 200 bytes in UTF-8, so that a suffix still fits
 * into the 255 of common file systems; contains no separator, control, invisible or direction-changing character, none
 * of {@code < > : " | ? *} and no lost byte (U+FFFD); neither begins with a blank, {@code -}, {@code .} or {@code ~}
 * nor ends with a blank or a dot; is no Windows device such as {@code NUL.txt}; does not look like a file that Stowage
 * keeps for itself; and hides nothing of that behind percent-encoding. Letters that merely resemble others are kept.
 *
 * <p>Immutable and safe for use by any thread. Two names are equal when their text is; names that differ but meet on
 * some file system share a {@link #collisionKey()}.
 *
 * @param value the name itself
 * @since 0.1
 */
public record FileName(String value) {

    /**
     * Takes a name that is already safe, for instance one that was stored or written by an administrator.
     *
     * @throws IllegalArgumentException if {@link #fromUntrusted} would refuse or change it; the message is one sentence
     *     that may be shown
     */
    public FileName {
        Optional<String> clean = NameRules.clean(value);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("Could not use " + NameRules.quote(value)
                    + " as a file name: it is no plain name. Use one without separators, drive letters and"
                    + " control characters.");
        }
        if (!clean.get().equals(value)) {
            throw new IllegalArgumentException("Could not use " + NameRules.quote(value)
                    + " as a file name: it is unsafe on some systems. Use " + NameRules.quote(clean.get()) + ".");
        }
    }

    /**
     * Judges a name that came from elsewhere: an API, a header, a URL.
     *
     * <p>A name that tries to be more than one harmless component is refused as a whole, never repaired: separators of
     * either kind, {@code ..}, drives ({@code C:x}), control characters, all of these also behind layers of
     * percent-encoding; further a name of which nothing remains, and one over 8,192 chars. Other flaws are repaired:
     * invisible characters go, characters that Windows forbids become {@code _}, blanks and dots at the ends go, a
     * dangerous beginning gets a {@code _} in front, and a name over 200 bytes is cut at a code point, keeping its
     * extension and gaining {@code ~} and eight hex digits of the candidate's SHA-256.
     *
     * @param candidate the name as it was received, decoded exactly once; any text is allowed
     * @return the safe name, or empty when the candidate is refused and the caller takes the next one; never throws
     */
    public static Optional<FileName> fromUntrusted(String candidate) {
        return NameRules.clean(candidate).map(FileName::new);
    }

    /**
     * Tells whether a person should hear that this name is not the one that was offered.
     *
     * @param candidate what this name was made from
     * @return whether more than the Unicode form differs
     */
    public boolean differsFrom(String candidate) {
        return !value.equals(Normalizer.normalize(candidate, Normalizer.Form.NFC));
    }

    /** Returns the name without its extension and the dot before it; never empty. */
    public String stem() {
        return value.substring(0, NameRules.stemLength(value));
    }

    /**
     * Returns what follows the last dot, in lower case and without the dot, or {@code ""}.
     *
     * <p>Only 1 to 16 ASCII letters and digits with at least one letter count, so that {@code model v1.5} has no
     * extension.
     */
    public String extension() {
        int stem = NameRules.stemLength(value);
        return stem == value.length() ? "" : value.substring(stem + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name for the n-th file that wants this one: {@code name (2).ext}. The stem gives way when the bytes
     * do not suffice.
     *
     * @param n 2 or more
     * @throws IllegalArgumentException if {@code n} is less than 2
     */
    public FileName withSuffix(int n) {
        if (n < 2) {
            throw new IllegalArgumentException(
                    "Could not number " + NameRules.quote(value) + " with " + n + ": the first is 2.");
        }
        String stem = stem();
        return new FileName(NameRules.join(stem, " (" + n + ")" + value.substring(stem.length())));
    }

    /**
     * Returns a text that is equal for names which some file system takes for the same file: regardless of case ({@code
     * ß} and {@code SS} included), of Unicode form and of dots and blanks at the end. For comparison only, not a file
     * name.
     */
    public String collisionKey() {
        return collisionKey(value);
    }

    /**
     * Returns the {@link #collisionKey()} of a name that need not be safe, such as one read from a disk.
     *
     * @param anyName one path component
     */
    public static String collisionKey(String anyName) {
        return NameRules.collisionKey(anyName);
    }

    /** Returns {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
