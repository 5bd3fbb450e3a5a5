package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.app.Config.Value;
import dev.stowage.model.Codes;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTokensTest {
    @TempDir
    private Path folder;

    private final Map<String, Map<String, Value<String>>> settings = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @Test
    void theFirstNameCounts() throws Exception {
        List<String> names = List.of(
                "CIVITAI_API_KEY",
                "CIVITAI_TOKEN",
                "CIVITAI_API_TOKEN",
                "STOWAGE_CIVITAI_TOKEN",
                "HF_API_TOKEN",
                "HUGGING_FACE_HUB_TOKEN",
                "HF_TOKEN",
                "STOWAGE_HF_TOKEN");
        assertEquals(List.of(), read());
        for (String name : names) {
            variables.put(name, " of " + name + "\n");
            List<GivenToken> read = read();
            GivenToken last = read.get(read.size() - 1);
            assertEquals(name, last.from());
            assertEquals(name.contains("CIVITAI") ? "civitai" : "huggingface", last.source());
            assertEquals("of " + name, text(last));
        }
    }

    @Test
    void aBlankVariableCountsAsNotSet() throws Exception {
        variables.put("HF_TOKEN", " ");
        variables.put("HF_API_TOKEN", "token");
        assertEquals("HF_API_TOKEN", read().get(0).from());
    }

    @Test
    void theTokenFileOfHuggingFaceComesLast() throws Exception {
        Path file = write("home/.cache/huggingface/token", "in the file\n");
        assertEquals("in the file", text(read().get(0)));
        assertEquals(file.toString(), read().get(0).from());
        variables.put("HF_TOKEN", "set");
        assertEquals("set", text(read().get(0)));
    }

    @Test
    void theTokenFileIsWhereHuggingFaceLooksForIt() throws Exception {
        write("cache/huggingface/token", "of cache");
        write("hf/token", "of hf");
        write("own", "of path");
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        assertEquals("of cache", text(read().get(0)));
        variables.put("HF_HOME", folder.resolve("hf").toString());
        assertEquals("of hf", text(read().get(0)));
        variables.put("HF_TOKEN_PATH", "~/../own");
        assertEquals("of path", text(read().get(0)));
        variables.put("HF_TOKEN_PATH", folder.resolve("missing").toString());
        assertEquals(List.of(), read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hub.example", "http://huggingface.co", "https://huggingface.co.evil.example"})
    void theTokenFileIsForThePublicSiteAlone(String endpoint) throws Exception {
        write("home/.cache/huggingface/token", "in the file");
        settings.put("huggingface", Map.of("endpoint", new Value<>(endpoint, "HF_ENDPOINT")));
        assertEquals(List.of(), read());
        variables.put("HF_TOKEN", "set");
        assertEquals("set", text(read().get(0)), "a variable is for the site that another one names");
    }

    @Test
    void thePublicSiteMayBeNamedToo() throws Exception {
        write("home/.cache/huggingface/token", "in the file");
        settings.put("huggingface", Map.of("endpoint", new Value<>("https://huggingface.co/", "HF_ENDPOINT")));
        assertEquals("in the file", text(read().get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ON", "Yes", "true"})
    void whoDoesNotWantToBeLoggedInUnaskedIsNot(String yes) throws Exception {
        write("home/.cache/huggingface/token", "in the file");
        variables.put("HF_TOKEN", "set");
        variables.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", yes);
        assertEquals(List.of(), read());
        variables.put("STOWAGE_HF_TOKEN", "ours");
        assertEquals("ours", text(read().get(0)));
        variables.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "0");
        variables.remove("STOWAGE_HF_TOKEN");
        assertEquals("set", text(read().get(0)));
    }

    @Test
    void anEmptyFileHoldsNone() throws Exception {
        write("home/.cache/huggingface/token", "\n");
        assertEquals(List.of(), read());
    }

    @Test
    void severalLinesAreNoToken() {
        variables.put("HF_TOKEN", "canary\ncanary");
        StowageException refused = assertThrows(StowageException.class, this::read);
        assertEquals(Codes.BAD_CONFIG, refused.problem().code());
        assertFalse(refused.problem().message().contains("canary"));
    }

    private List<GivenToken> read() throws StowageException {
        Run run = new Run(folder).with("HOME", folder.resolve("home").toString());
        variables.forEach(run::with);
        return new EnvironmentTokens(run.surroundings(), settings).read();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve("home"));
        return Files.writeString(file, text);
    }

    private static String text(GivenToken token) {
        return token.secret().use(text -> text);
    }
}
