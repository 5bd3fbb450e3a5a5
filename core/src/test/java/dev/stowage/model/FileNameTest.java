package dev.stowage.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\{([0-9A-F]+)}|[sp\\\\])");

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("corpus")
    void judgesNamesFromElsewhere(String candidate, String expected) {
        String name = unescaped(candidate);
        Optional<String> outcome = FileName.fromUntrusted(name).map(FileName::value);
        switch (expected) {
            case "!" -> assertEquals(Optional.empty(), outcome);
            case "=" -> assertEquals(Optional.of(name), outcome);
            default -> assertEquals(Optional.of(unescaped(expected)), outcome);
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("corpus")
    void takesTrustedNamesOnlyAsTheyAre(String candidate, String expected) {
        String name = unescaped(candidate);
        if (expected.equals("=")) {
            assertEquals(name, new FileName(name).toString());
        } else {
            assertThrows(IllegalArgumentException.class, () -> new FileName(name));
        }
    }

    @Test
    void corpusIsLarge() throws IOException {
        assertTrue(corpus().count() >= 200);
    }

    @Test
    void refusesAnEmptyName() {
        assertEquals(Optional.empty(), FileName.fromUntrusted(""));
    }

    @Test
    void keepsNamesOf200Bytes() {
        String longest = "a".repeat(196) + ".bin";
        assertEquals(longest, clean(longest).value());
        assertEquals(200, clean("a" + longest).value().length());
    }

    @Test
    void cutsLongNamesKeepingTheirExtension() {
        String candidate = "a".repeat(288) + ".safetensors";
        assertEquals("a".repeat(179) + "~b1c17d10.safetensors", clean(candidate).value());
    }

    @Test
    void cutsAtACodePoint() {
        String name = clean("\uD83D\uDE00".repeat(63) + ".bin").value();
        assertTrue(name.matches("(\uD83D\uDE00){46}~[0-9a-f]{8}\\.bin"), name);
        assertEquals(197, name.getBytes(UTF_8).length);
    }

    @Test
    void keepsLongNamesWithACommonBeginningApart() {
        String common = "a".repeat(4_000);
        assertFalse(clean(common + "1.bin").equals(clean(common + "2.bin")));
        assertEquals(clean(common + "1.bin"), clean(common + "1.bin"));
    }

    @Test
    void cutsAnOverlongExtensionLikeAnyText() {
        String name = clean("a." + "b".repeat(300)).value();
        assertTrue(name.matches("a\\.b+~[0-9a-f]{8}"), name);
        assertEquals(200, name.length());
    }

    @Test
    void refusesNamesNobodyWouldGive() {
        assertTrue(FileName.fromUntrusted("a".repeat(8_192)).isPresent());
        assertTrue(FileName.fromUntrusted("a".repeat(8_193)).isEmpty());
        assertTrue(FileName.fromUntrusted("a".repeat(1 << 20)).isEmpty());
    }

    @Test
    void tellsWhetherMoreThanTheUnicodeFormChanged() {
        assertTrue(clean("nul.bin").differsFrom("nul.bin"));
        assertTrue(clean("a\u202Eb").differsFrom("a\u202Eb"));
        assertFalse(clean("model.bin").differsFrom("model.bin"));
        assertFalse(clean("mode\u0300le.bin").differsFrom("mode\u0300le.bin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.safetensors | model | safetensors",
                "model.SafeTensors | model | safetensors",
                "model.safetensors.exe | model.safetensors | exe",
                "model.7z | model | 7z",
                "README | README | ''",
                "Model v1.5 | Model v1.5 | ''",
                "Model v1.5 final | Model v1.5 final | ''",
                "a.aVeryLongExtension | a.aVeryLongExtension | ''",
                "a.\u0435xe | a.\u0435xe | ''",
                "_.gguf | _ | gguf",
                "a.b.c | a.b | c",
            })
    void splitsStemAndExtension(String name, String stem, String extension) {
        assertEquals(stem, new FileName(name).stem());
        assertEquals(extension, new FileName(name).extension());
    }

    @ParameterizedTest
    @CsvSource({
        "model.safetensors, 2, model (2).safetensors",
        "model.SafeTensors, 3, model (3).SafeTensors",
        "README, 2, README (2)",
        "Model v1.5, 2, Model v1.5 (2)",
        "_x.part, 2, _x (2).part",
        "model (2).bin, 2, model (2) (2).bin",
        "a.bin, 2147483647, a (2147483647).bin",
    })
    void numbersNames(String name, int n, String numbered) {
        assertEquals(numbered, new FileName(name).withSuffix(n).value());
    }

    @Test
    void numbersLongNamesWithinTheBudget() {
        FileName longest = new FileName("\u6A21".repeat(65) + "a.bin");
        assertEquals(200, longest.value().getBytes(UTF_8).length);
        assertEquals("\u6A21".repeat(64) + " (2).bin", longest.withSuffix(2).value());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1, Integer.MIN_VALUE})
    void numbersFromTwo(int n) {
        FileName name = new FileName("a.bin");
        assertThrows(IllegalArgumentException.class, () -> name.withSuffix(n));
    }

    @Test
    void saysWhyATrustedNameIsNotTaken() {
        assertEquals(
                "Could not use \"NUL.txt\" as a file name: it is unsafe on some systems. Use \"_NUL.txt\".",
                messageFor("NUL.txt"));
        assertEquals(
                "Could not use \"a\\u000D\\u000Ab\\u202E\" as a file name: it is no plain name."
                        + " Use one without separators, drive letters and control characters.",
                messageFor("a\r\nb\u202E"));
        assertTrue(messageFor("/".repeat(10_000)).length() < 250);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void givesTwinsOneKey(String left, String right) {
        assertEquals(FileName.collisionKey(left), FileName.collisionKey(right));
    }

    static Stream<Arguments> twins() {
        return Stream.of(
                arguments("model.bin", "MODEL.BIN"),
                arguments("mod\u00E8le", "mode\u0300le"),
                arguments("MOD\u00C8LE", "mode\u0300le"),
                arguments("stra\u00DFe", "STRASSE"),
                arguments("stra\u00DFe", "STRA\u1E9EE"),
                arguments("\u03BF\u03B4\u03CC\u03C2", "\u039F\u0394\u038C\u03A3"),
                arguments("\u03BF\u03B4\u03CC\u03C3", "\u03BF\u03B4\u03CC\u03C2"),
                arguments("\uFB01x", "FIX"),
                arguments("a", "a."),
                arguments("a", "A . ."),
                arguments("\u212Aey", "key"));
    }

    @Test
    void givesDifferentNamesDifferentKeys() {
        List<String> names =
                List.of("model", "m\u043Edel", "modele", "mod\u00E8le", "model.bin", "model (2)", "model 2");
        assertEquals(
                names.size(),
                names.stream().map(FileName::collisionKey).distinct().count());
    }

    static Stream<Arguments> corpus() throws IOException {
        try (var table = FileNameTest.class.getResourceAsStream("file-names.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.contains(" | "))
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.split(" \\| ", 2))
                    .map(columns -> arguments(columns[0].strip(), columns[1].strip()));
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "s" -> " ";
                            case "p" -> "|";
                            case "\\" -> "\\";
                            default -> Character.toString(Integer.parseInt(escape.group(2), 16));
                        }));
    }

    private static FileName clean(String candidate) {
        return FileName.fromUntrusted(candidate).orElseThrow();
    }

    private static String messageFor(String name) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> new FileName(name))
                .getMessage());
    }
}
