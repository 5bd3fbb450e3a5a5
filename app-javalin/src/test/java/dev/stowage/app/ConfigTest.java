package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.Config.Flags;
import dev.stowage.app.Config.Value;
import dev.stowage.app.progress.Screen;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConfigTest {
    private static final Flags NO_FLAGS = new Flags(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Map<String, String> HOME = Map.of("user.home", "/home/me");

    @Test
    void defaultsLieInTheHomeFolder() throws StowageException {
        Config config = Config.read(NO_FLAGS, surroundings(Map.of(), HOME));
        assertEquals(value("/home/me/.local/share/stowage", "default"), config.dataFolder());
        assertEquals(value("/home/me/.local/share/stowage/models", "default"), config.modelsFolder());
        assertEquals(Set.of("library", "sql"), config.settings().keySet());
        assertFalse(config.debug());
    }

    @Test
    void xdgMovesTheDefault() throws StowageException {
        Config config = Config.read(NO_FLAGS, surroundings(Map.of("XDG_DATA_HOME", "/xdg"), HOME));
        assertEquals(value("/xdg/stowage", "default"), config.dataFolder());
        Config relative = Config.read(NO_FLAGS, surroundings(Map.of("XDG_DATA_HOME", "xdg"), HOME));
        assertEquals(value("/home/me/.local/share/stowage", "default"), relative.dataFolder());
    }

    @Test
    void environmentBeatsDefault() throws StowageException {
        Map<String, String> environment = Map.of("STOWAGE_HOME", "/srv/x/../stowage", "STOWAGE_MODELS_DIR", "/models");
        Config config = Config.read(NO_FLAGS, surroundings(environment, HOME));
        assertEquals(value("/srv/stowage", "STOWAGE_HOME"), config.dataFolder());
        assertEquals(value("/models", "STOWAGE_MODELS_DIR"), config.modelsFolder());
    }

    @Test
    void flagBeatsEnvironmentAndMayBeRelative() throws StowageException {
        Flags flags = new Flags(Optional.of("here"), Optional.empty(), Optional.empty());
        Config config = Config.read(flags, surroundings(Map.of("STOWAGE_HOME", "/srv/stowage"), HOME));
        Path here = Path.of("here").toAbsolutePath();
        assertEquals(new Value<>(here, "--data-dir"), config.dataFolder());
        assertEquals(new Value<>(here.resolve("models"), "default"), config.modelsFolder());
    }

    @Test
    void anEmptyVariableCountsAsNotSet() throws StowageException {
        Map<String, String> environment = Map.of("STOWAGE_HOME", "", "STOWAGE_ALLOWED_ADDRESSES", "");
        Config config = Config.read(NO_FLAGS, surroundings(environment, HOME));
        assertEquals("default", config.dataFolder().origin());
        assertEquals(Set.of("library", "sql"), config.settings().keySet());
    }

    @Test
    void allowedAddressesGoToTheGateway() throws StowageException {
        Map<String, String> environment = Map.of("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8, ::1");
        Config config = Config.read(NO_FLAGS, surroundings(environment, HOME));
        assertEquals(
                Map.of("allowed-addresses", new Value<>("127.0.0.0/8, ::1", "STOWAGE_ALLOWED_ADDRESSES")),
                config.settings().get("okhttp"));
    }

    @Test
    void anotherSiteGoesToItsSource() throws StowageException {
        Map<String, String> environment =
                Map.of("CIVITAI_ENDPOINT", "http://127.0.0.1:9000", "HF_ENDPOINT", "https://hub.example.org");
        Map<String, Map<String, Value<String>>> settings =
                Config.read(NO_FLAGS, surroundings(environment, HOME)).settings();
        assertEquals(
                Map.of("endpoint", new Value<>("http://127.0.0.1:9000", "CIVITAI_ENDPOINT")), settings.get("civitai"));
        assertEquals(
                Map.of("endpoint", new Value<>("https://hub.example.org", "HF_ENDPOINT")), settings.get("huggingface"));
    }

    @Test
    void aBrokenValueIsAUsageProblem() {
        Surroundings broken = surroundings(Map.of("STOWAGE_HOME", "relative"), HOME);
        Problem problem = assertThrows(StowageException.class, () -> Config.read(NO_FLAGS, broken))
                .problem();
        assertEquals(Problem.Kind.USAGE, problem.kind());
        assertEquals("bad_config", problem.code());
    }

    @Test
    void theScreenIsWhatTheLauncherSays() throws StowageException {
        assertEquals(new Screen(false, 80, true), screen(Map.of(), HOME));
        Map<String, String> terminal = Map.of("stowage.tty", "true", "stowage.columns", "132", "user.home", "/h");
        assertEquals(new Screen(true, 132, true), screen(Map.of(), terminal));
        assertEquals(new Screen(true, 132, false), screen(Map.of("NO_COLOR", "1"), terminal));
        assertEquals(new Screen(true, 132, true), screen(Map.of("NO_COLOR", ""), terminal));
        assertEquals(new Screen(false, 132, true), screen(Map.of("TERM", "dumb"), terminal));
    }

    @Test
    void debugIsWantedWhenSetToAnythingButZero() {
        assertTrue(Config.debug(surroundings(Map.of("STOWAGE_DEBUG", "1"), HOME)));
        assertFalse(Config.debug(surroundings(Map.of("STOWAGE_DEBUG", "0"), HOME)));
        assertFalse(Config.debug(surroundings(Map.of("STOWAGE_DEBUG", ""), HOME)));
    }

    private static Screen screen(Map<String, String> environment, Map<String, String> properties)
            throws StowageException {
        return Config.read(NO_FLAGS, surroundings(environment, properties)).screen();
    }

    private static Value<Path> value(String path, String origin) {
        return new Value<>(Path.of(path), origin);
    }

    private static Surroundings surroundings(Map<String, String> environment, Map<String, String> properties) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Surroundings(
                environment,
                properties,
                new Surroundings.Streams(nowhere, nowhere),
                new Interruption(),
                Surroundings.Time.SYSTEM);
    }
}
