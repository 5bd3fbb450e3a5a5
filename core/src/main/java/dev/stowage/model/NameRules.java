package dev.stowage.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one definition of a safe path component: a name that {@link #clean} leaves as it is. */
final class NameRules {
    static final int MAX_BYTES = 200;

    /** Normalizing a long run of combining marks takes quadratic time, and nobody's file name is this long. */
    private static final int MAX_CANDIDATE_CHARS = 8_192;

    private static final int MAX_PERCENT_LAYERS = 4;
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;
    private static final String ILLEGAL_ON_WINDOWS = "<>:\"|?*";
    private static final String TAKEN_AS_OPTION_HIDDEN_OR_HOME = "-.~";

    /** Letters and marks that are drawn as nothing but are not of the category "format". */
    private static final String BLANK_LETTERS = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    /** Devices exist in every Windows folder, with any extension, also with blanks before the dot. */
    private static final Pattern WINDOWS_DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CLOCK\\$|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern ONLY_DOTS = Pattern.compile("[. ]*");
    private static final Pattern PERCENT_ASCII = Pattern.compile("%([0-7][0-9A-Fa-f])");
    private static final Pattern EXTENSION = Pattern.compile("\\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,16}$");

    /** Names of files that Stowage itself keeps beside or below models. */
    private static final List<String> OWN_SUFFIXES =
            List.of(".part", ".journal", ".lock", ".trash", ".stowage", ".stowage.json");

    private NameRules() {}

    /** Returns the safe form of a name, or empty when repairing it would hide an attack or leave nothing. */
    static Optional<String> clean(String candidate) {
        if (candidate.length() > MAX_CANDIDATE_CHARS) {
            return Optional.empty();
        }
        String visible = Normalizer.normalize(withoutInvisible(candidate), Normalizer.Form.NFC);
        String stripped = strip(visible);
        if (hidesAttack(stripped)) {
            return Optional.empty();
        }
        String legal = mapped(stripped, c -> isIllegal(c) ? '_' : c);
        return Optional.of(withinBudget(defused(legal), candidate));
    }

    /** Returns how many chars of a safe name come before its extension's dot; all of them when it has no extension. */
    static int stemLength(String name) {
        Matcher extension = EXTENSION.matcher(name);
        return extension.find() ? extension.start() : name.length();
    }

    /** Puts a tail behind a stem, shortening the stem at a code point so that both fit into the byte budget. */
    static String join(String stem, String tail) {
        int room = MAX_BYTES - utf8Length(tail);
        int end = 0;
        while (end < stem.length()) {
            int next = stem.offsetByCodePoints(end, 1);
            room -= utf8Length(stem.substring(end, next));
            if (room < 0) {
                break;
            }
            end = next;
        }
        return stem.substring(0, end) + tail;
    }

    /** Returns what two names have in common when some file system takes them for the same file. */
    static String collisionKey(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        // Lower case first: only then does the capital sharp s follow the small one to "SS".
        String folded = composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        // Char by char, because String.toLowerCase treats a sigma at the end of a word differently.
        String lower = mapped(folded, Character::toLowerCase);
        return stripTrailing(Normalizer.normalize(lower, Normalizer.Form.NFC));
    }

    /** Quotes text for a message: printable, one line, not endless. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(80).forEach(c -> {
            if (Character.isISOControl(c) || isInvisible(c) || isLoneSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append(text.codePointCount(0, text.length()) > 80 ? "…\"" : "\"")
                .toString();
    }

    static boolean namesDrive(String text) {
        return DRIVE.matcher(text).matches();
    }

    private static boolean hidesAttack(String name) {
        String layer = name;
        for (int depth = 0; depth <= MAX_PERCENT_LAYERS; depth++) {
            if (isAttack(layer)) {
                return true;
            }
            String below = percentDecodedAscii(layer);
            if (below.equals(layer)) {
                return false;
            }
            layer = below;
        }
        return true;
    }

    /** Says of one layer whether it climbs, points elsewhere or controls something; mere dots or nothing count too. */
    private static boolean isAttack(String name) {
        return name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
                || namesDrive(name)
                || ONLY_DOTS.matcher(name).matches();
    }

    private static String percentDecodedAscii(String name) {
        return PERCENT_ASCII
                .matcher(name)
                .replaceAll(triplet ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(triplet.group(1), 16))));
    }

    /** Lone surrogates are marked here, lest two of them meet when what stands between them goes away. */
    private static String withoutInvisible(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        name.codePoints()
                .filter(c -> !isInvisible(c))
                .map(c -> isLoneSurrogate(c) ? REPLACEMENT_CHARACTER : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> BLANK_LETTERS.indexOf(c) >= 0;
        };
    }

    private static boolean isLoneSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    /** Bytes lost on the way, non-characters, and the private-use twins of illegal characters (WSL, Samba, macOS). */
    private static boolean isIllegal(int c) {
        return ILLEGAL_ON_WINDOWS.indexOf(c) >= 0
                || c == REPLACEMENT_CHARACTER
                || (c & 0xFFFE) == 0xFFFE
                || (c >= 0xFDD0 && c <= 0xFDEF)
                || (c >= 0xF000 && c <= 0xF0FF);
    }

    private static String mapped(String name, IntUnaryOperator mapping) {
        StringBuilder mapped = new StringBuilder(name.length());
        name.codePoints().map(mapping).forEach(mapped::appendCodePoint);
        return mapped.toString();
    }

    private static String strip(String name) {
        int start = 0;
        while (start < name.length() && isBlank(name.charAt(start))) {
            start++;
        }
        return stripTrailing(name.substring(start));
    }

    private static String stripTrailing(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || isBlank(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Tabs and line breaks are no blanks here: they are control characters and refused. */
    private static boolean isBlank(char c) {
        return Character.isSpaceChar(c);
    }

    private static String defused(String name) {
        return isMisread(name) || isOwn(name) ? "_" + name : name;
    }

    private static boolean isMisread(String name) {
        return TAKEN_AS_OPTION_HIDDEN_OR_HOME.indexOf(name.charAt(0)) >= 0
                || WINDOWS_DEVICE.matcher(name).matches();
    }

    private static boolean isOwn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith("_") && OWN_SUFFIXES.stream().anyMatch(lower::endsWith);
    }

    private static String withinBudget(String name, String candidate) {
        if (utf8Length(name) <= MAX_BYTES) {
            return name;
        }
        int stem = stemLength(name);
        return join(name.substring(0, stem), "~" + shortHash(candidate) + name.substring(stem));
    }

    private static String shortHash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
