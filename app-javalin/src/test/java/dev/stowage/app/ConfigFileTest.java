package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.Config.Value;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    private static final Config.Flags NO_FLAGS = new Config.Flags(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private final Run run = new Run(Path.of("/unused")).with("STOWAGE_MODELS_DIR", "");

    @Test
    void standsBetweenEnvironmentAndDefault() throws Exception {
        write("""
                # mine
                models-dir = "/srv/models"
                allowed-addresses = ["127.0.0.0/8", "10.0.0.0/8"]

                [providers.okhttp]
                connect-timeout = 5
                """);
        Config config = read();
        assertEquals(new Value<>(Path.of("/srv/models"), at(2)), config.modelsFolder());
        Map<String, Value<String>> gateway = config.settings().getOrDefault("okhttp", Map.of());
        assertEquals(new Value<>("127.0.0.0/8, 10.0.0.0/8", at(3)), gateway.get("allowed-addresses"));
        assertEquals(new Value<>("5", at(6)), gateway.get("connect-timeout"));
        run.with("STOWAGE_MODELS_DIR", "/other");
        assertEquals(new Value<>(Path.of("/other"), "STOWAGE_MODELS_DIR"), read().modelsFolder());
    }

    @Test
    void saysWhereDownloadsAreKept() throws Exception {
        assertEquals(new Value<>("sqlite:" + folder.resolve("stowage.db"), "default"), storage("database-url"));
        assertEquals(new Value<>(folder.resolve("secret.key").toString(), "default"), storage("secret-key-file"));
        write("database-url = \"postgresql://db/stowage\"\nsecret-key-file = '/etc/stowage.key'");
        assertEquals(new Value<>("postgresql://db/stowage", at(1)), storage("database-url"));
        assertEquals(new Value<>("/etc/stowage.key", at(2)), storage("secret-key-file"));
        run.with("STOWAGE_DATABASE_URL", "sqlite:/x.db");
        assertEquals(new Value<>("sqlite:/x.db", "STOWAGE_DATABASE_URL"), storage("database-url"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 1\\nmodels-dir = '/m' | line 1: there is no setting \"a\"",
                "models-dir = '/m'\\nmodles = '/m' | line 2: there is no setting \"modles\"",
                "[providers.okhttp]\\nx = 1\\n[other]\\ny = 2 | line 4: there is no setting \"other.y\"",
                "\\n\\nmodels-dir = /m | line 3: it is not TOML",
                "models-dir = 'x' | line 1 \"x\": it is relative",
                "models-dir = '' | line 1 \"\": it is empty"
            })
    void whatCannotBeMeantIsNamedWithItsLine(String text, String expected) throws Exception {
        write(text.replace("\\n", "\n"));
        StowageException refused = assertThrows(StowageException.class, this::read);
        String message = refused.problem().message();
        assertTrue(message.contains("config.toml, " + expected), message);
        assertEquals(2, refused.problem().kind().exitCode());
    }

    @Test
    void aSettingThatAProviderDoesNotHaveIsNamedWithItsLine() throws Exception {
        write("[providers.okhttp]\nspeed = 'high'");
        Run command = new Run(folder).with("STOWAGE_HOME", folder.toString());
        assertEquals(2, command.stowage("ls"));
        assertTrue(command.err().contains("okhttp has no setting speed"), command.err());
        assertTrue(command.err().contains("\"high\" in " + at(2)), command.err());
    }

    private Value<String> storage(String key) throws StowageException {
        Value<String> value = read().settings().getOrDefault("sql", Map.of()).get(key);
        return Objects.requireNonNull(value);
    }

    private Config read() throws StowageException {
        run.with("STOWAGE_HOME", folder.toString());
        return Config.read(NO_FLAGS, run.surroundings());
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("config.toml"), text);
    }

    private String at(int line) {
        return folder.resolve("config.toml") + ", line " + line;
    }
}
