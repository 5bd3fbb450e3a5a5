package dev.stowage.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random names from an alphabet of everything that hurts. */
class FileNamePropertyTest {
    private static final int NAMES = 100_000;
    private static final long SEED = 20_260_115;

    private static final List<String> NASTY = List.of(
            "..",
            ".",
            "/",
            "\\",
            ":",
            "*",
            "?",
            "\"",
            "<",
            ">",
            "|",
            "%",
            "%2e",
            "%2f",
            "%5C",
            "%25",
            "%00",
            "25",
            "2e",
            "C:",
            "CON",
            "nul",
            "com1",
            "LPT\u00B9",
            "aux ",
            "$",
            "~",
            "-",
            "_",
            " ",
            "\u00A0",
            "\u3000",
            "\t",
            "\n",
            "\0",
            "\u007F",
            "\u0085",
            "\u202E",
            "\u2066",
            "\u200B",
            "\u200D",
            "\uFEFF",
            "\u3164",
            "\uDB40\uDC41",
            "\uD800",
            "\uDC00",
            "\uFFFD",
            "\uFFFF",
            "\uF05C",
            "e\u0301",
            "\u0301",
            "\u0327",
            "\u0338",
            "\u00DF",
            "\u0130",
            "\u03A3",
            "\u1100",
            "\u1161",
            "\u11A8",
            "\uAC00",
            "\u6A21",
            "\uD83D\uDE00",
            "\u212B",
            "\u037E",
            ".part",
            ".lock",
            ".stowage",
            ".json",
            ".safetensors",
            ".7z",
            "a",
            "B",
            "model",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    private static final Set<String> DEVICES = Stream.concat(
                    Stream.of("CON", "PRN", "AUX", "NUL"),
                    IntStream.rangeClosed(1, 9).boxed().flatMap(n -> Stream.of("COM" + n, "LPT" + n)))
            .collect(Collectors.toUnmodifiableSet());

    private final Random random = new Random(SEED);

    @Test
    void everyAcceptedNameIsHarmlessStableAndInside() {
        Path root = Path.of("").toAbsolutePath().resolve("models");
        int accepted = 0;
        for (int i = 0; i < NAMES; i++) {
            String candidate = randomName();
            Optional<FileName> name = FileName.fromUntrusted(candidate);
            if (name.isPresent()) {
                accepted++;
                assertHarmless(name.get().value());
                assertStable(name.get());
                assertInside(root, name.get());
                assertHarmless(name.get().withSuffix(2 + random.nextInt(1_000)).value());
            }
        }
        assertTrue(accepted > NAMES / 10, "the alphabet must leave something to test: " + accepted);
    }

    @Test
    void keysAreStableAndBlindToCase() {
        for (int i = 0; i < NAMES / 4; i++) {
            String key = FileName.collisionKey(randomName());
            assertEquals(key, FileName.collisionKey(key));
            assertEquals(key, FileName.collisionKey(key.toUpperCase(Locale.ROOT)));
            assertEquals(key, FileName.collisionKey(Normalizer.normalize(key, Normalizer.Form.NFD)));
        }
    }

    private static void assertHarmless(String name) {
        assertFalse(name.isEmpty());
        assertTrue(name.getBytes(UTF_8).length <= 200, name);
        assertTrue(Normalizer.isNormalized(name, Normalizer.Form.NFC), name);
        assertTrue(name.codePoints().noneMatch(FileNamePropertyTest::isForbidden), name);
        assertFalse(name.matches("(?s)[-.~\\s].*|.*[. ]"), name);
        assertFalse(DEVICES.contains(name.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT)), name);
        assertEquals(name, new String(name.getBytes(UTF_8), UTF_8));
    }

    private static boolean isForbidden(int c) {
        return "/\\:*?\"<>|\uFFFD".indexOf(c) >= 0
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }

    private static void assertStable(FileName name) {
        assertEquals(Optional.of(name), FileName.fromUntrusted(name.value()));
        assertEquals(name, new FileName(name.value()));
        assertFalse(name.differsFrom(name.value()));
        String extension = name.extension();
        assertTrue(name.value().toLowerCase(Locale.ROOT).endsWith(extension));
        assertFalse(name.stem().isEmpty());
    }

    private static void assertInside(Path root, FileName name) {
        SafePath path = SafePath.of("folder", name.value());
        assertEquals(path, SafePath.parse(path.toString()));
        if (canExpress(name)) {
            Path target = path.resolveUnder(root);
            assertTrue(target.startsWith(root.resolve("folder")));
            assertEquals(target, target.normalize());
            assertEquals(root.getNameCount() + 2, target.getNameCount());
        } else {
            assertThrows(IllegalArgumentException.class, () -> path.resolveUnder(root));
        }
    }

    /** Under a locale without UTF-8 the JDK has no path for most names. */
    private static boolean canExpress(FileName name) {
        try {
            return Path.of(name.value()).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String randomName() {
        return IntStream.rangeClosed(0, random.nextInt(12))
                .mapToObj(i -> random.nextInt(4) == 0 ? randomCodePoint() : NASTY.get(random.nextInt(NASTY.size())))
                .collect(Collectors.joining());
    }

    private String randomCodePoint() {
        return Character.toString(random.nextBoolean() ? random.nextInt(0x3000) : random.nextInt(0x10FFFF));
    }
}
