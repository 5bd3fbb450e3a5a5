package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("models");

    @ParameterizedTest
    @ValueSource(
            strings = {"model.safetensors", "loras/model.safetensors", "SDXL 1.0/\u6A21\u578B/x (2).bin", "a/b/c/d/e"})
    void readsWhatItWrites(String text) {
        assertEquals(text, SafePath.parse(text).toString());
        assertEquals(SafePath.parse(text), SafePath.parse(SafePath.parse(text).toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | it is empty",
                "/ | it is absolute",
                "/etc/passwd | it is absolute",
                "//srv/share/x | it is a network path",
                "\\\\srv\\share\\x | it is a network path",
                "\\\\?\\C:\\x | it is a network path",
                "C:\\x | it names a drive",
                "C:/x | it names a drive",
                "c:x | it names a drive",
                "loras\\x | it contains a backslash",
                "..\\x | it contains a backslash",
                "../x | it contains \"..\"",
                "loras/../x | it contains \"..\"",
                "loras/.. | it contains \"..\"",
                ".. | it contains \"..\"",
                "./x | it contains \".\"",
                "loras/./x | it contains \".\"",
                "loras//x | one of its names is empty",
                "loras/ | one of its names is empty",
            })
    void refusesWhatIsNoRelativePath(String text, String why) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> SafePath.parse(text));
        assertEquals(
                "Could not use \"" + text + "\" as a target path: " + why
                        + ". Write names with \"/\" between them, relative to the root.",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loras/NUL",
                "nul/x",
                "loras/.hidden",
                ".stowage/parts/x",
                "a./x",
                "a /x",
                "a/ x",
                "~/x",
                "~root/x",
                "-rf/x",
                "a:b/x",
                "loras/C:x",
                "a\u202E/x",
                "a\0/x",
                "a\n/x",
                "%2e%2e/x",
                "a/%2e%2e%2fx",
                "mode\u0300le/x",
                "a/x.part",
                "a/...",
                "a/b?c"
            })
    void refusesComponentsThatAreNoFileName(String text) {
        assertThrows(IllegalArgumentException.class, () -> SafePath.parse(text));
        assertThrows(IllegalArgumentException.class, () -> SafePath.of("ok", text));
    }

    @Test
    void joinsWholeNamesOnly() {
        assertEquals(SafePath.parse("loras/sdxl/x.bin"), SafePath.of("loras", "sdxl", "x.bin"));
        assertThrows(IllegalArgumentException.class, () -> SafePath.of("loras/sdxl", "x.bin"));
        assertThrows(IllegalArgumentException.class, () -> SafePath.of("loras", ".."));
        assertThrows(IllegalArgumentException.class, () -> SafePath.of(""));
        assertThrows(IllegalArgumentException.class, () -> new SafePath(List.of()));
    }

    @Test
    void keepsItsOwnCopyOfTheNames() {
        List<FileName> names = new ArrayList<>(List.of(new FileName("a"), new FileName("b")));
        SafePath path = new SafePath(names);
        names.clear();
        assertEquals("a/b", path.toString());
        assertThrows(UnsupportedOperationException.class, () -> path.names().clear());
    }

    @Test
    void resolvesComponentByComponent() {
        assertEquals(
                ROOT.resolve("loras").resolve("x.bin"),
                SafePath.of("loras", "x.bin").resolveUnder(ROOT));
        assertEquals(
                ROOT.resolve("x.bin"),
                SafePath.of("x.bin").resolveUnder(ROOT.resolve("a").resolve("..")));
    }

    @Test
    void resolvesUnderTheRootOfTheFileSystem() {
        Path top = ROOT.getRoot();
        assertEquals(top.resolve("x.bin"), SafePath.of("x.bin").resolveUnder(top));
    }

    @Test
    void doesNotMistakeASiblingForTheRoot() {
        Path sibling = ROOT.resolveSibling("models-evil");
        assertFalse(SafePath.of("x").resolveUnder(sibling).startsWith(ROOT));
        assertTrue(SafePath.of("x").resolveUnder(sibling).startsWith(sibling));
    }

    @Test
    void needsAnAbsoluteRoot() {
        SafePath path = SafePath.of("x");
        assertThrows(IllegalArgumentException.class, () -> path.resolveUnder(Path.of("models")));
        assertThrows(IllegalArgumentException.class, () -> path.resolveUnder(Path.of("")));
    }

    @Test
    void knowsItsParts() {
        SafePath path = SafePath.parse("loras/sdxl/x.bin");
        assertEquals(new FileName("x.bin"), path.fileName());
        assertEquals(Optional.of(SafePath.of("loras", "sdxl")), path.parent());
        assertEquals(Optional.empty(), SafePath.of("x.bin").parent());
        assertEquals(
                "loras/sdxl/y.bin", path.withFileName(new FileName("y.bin")).toString());
        assertEquals(
                "y.bin",
                SafePath.of("x.bin").withFileName(new FileName("y.bin")).toString());
        assertEquals(
                "loras/x.bin",
                SafePath.of("loras").resolve(new FileName("x.bin")).toString());
    }

    @ParameterizedTest
    @CsvSource({"Loras/Model.bin, loras/MODEL.BIN", "stra\u00DFe/x, STRASSE/X", "a/b, a/B"})
    void givesTwinsOneKey(String left, String right) {
        assertEquals(SafePath.parse(left).collisionKey(), SafePath.parse(right).collisionKey());
    }

    @Test
    void keepsFoldersApartInTheKey() {
        assertFalse(
                SafePath.of("a", "b").collisionKey().equals(SafePath.of("ab").collisionKey()));
        assertFalse(SafePath.of("a", "bc")
                .collisionKey()
                .equals(SafePath.of("ab", "c").collisionKey()));
    }
}
