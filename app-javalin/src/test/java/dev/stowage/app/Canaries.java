package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Looks for the tokens of {@link TokenSites} where they must not be. */
final class Canaries {
    private static final List<String> PARTS =
            List.of(TokenSites.CIVITAI_TOKEN, TokenSites.HF_TOKEN, "canary-civitai", "canaryHugging", "canary with");

    private Canaries() {}

    static void assertNoneIn(String where, String text) {
        for (String part : PARTS) {
            assertFalse(text.contains(part), where);
        }
    }

    /** Looks into every file, whatever it is, but one. */
    static void assertNoneBelow(Path folder, Path except) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.equals(except)) {
                    assertNoneIn(file.toString(), text(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, e);
            }
        });
    }

    /** What a process beside us has just removed holds nothing. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    /** The store has got none, and each site its own, in headers only. */
    static void assertNoneAstray(TokenSites sites) {
        assertNoneIn("what the store got", sites.storeSaw());
        for (RecordedRequest request : sites.requests()) {
            String own = TokenSites.ofHub(request) ? TokenSites.HF_TOKEN : TokenSites.CIVITAI_TOKEN;
            boolean well = request.header("Authorization")
                    .map(shown -> !shown.contains("anary") || shown.equals("Bearer " + own))
                    .orElse(true);
            assertTrue(well, request.path());
            assertNoneIn("an address", request.target());
        }
    }
}
