package dev.stowage.app;

import dev.stowage.app.progress.Screen;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How this installation is configured: flag before environment before {@code config.toml} before default, each value with where it comes from. The only reader of the
 * environment and of system properties.
 *
 * @param dataFolder where state lives, absolute
 * @param modelsFolder where models go, absolute
 * @param settings what providers are told, by provider id and key
 * @param screen what progress is written to
 * @param out what results are written to
 * @param debug whether somebody looks for a defect
 * @param tokens tokens for sources, those that count first
 */
record Config(
        Value<Path> dataFolder,
        Value<Path> modelsFolder,
        Map<String, Map<String, Value<String>>> settings,
        Screen screen,
        Screen out,
        boolean debug,
        List<GivenToken> tokens) {
    private static final int USUAL_COLUMNS = 80;

    /**
     * A value and where it comes from.
     *
     * @param value the value
     * @param origin the flag, the variable or the line of a file that gave it, or {@code default}
     */
    record Value<T>(T value, String origin) {
        /** The origin of what nobody has said. */
        static final String DEFAULT = "default";
    }

    /**
     * What was said on the command line.
     *
     * @param dataFolder the value of {@code --data-dir}
     * @param modelsFolder the value of {@code --models-dir}
     * @param databaseUrl the value of {@code --database-url}
     */
    record Flags(Optional<String> dataFolder, Optional<String> modelsFolder, Optional<String> databaseUrl) {}

    /** Where downloads are kept; it may hold what one logs in with. */
    Value<String> database() {
        return settings.getOrDefault("sql", Map.of()).getOrDefault("database-url", new Value<>("", Value.DEFAULT));
    }

    /** A database as it may be shown, and compared. */
    static String withoutLogin(String database) {
        return database.startsWith("sqlite:")
                ? database
                : database.replaceFirst("://[^/?#]*@", "://").replaceFirst("\\?.*", "");
    }

    /** The same, with one thing that a provider is told on top. */
    Config with(String provider, String key, Value<String> value) {
        Map<String, Map<String, Value<String>>> told = new HashMap<>(settings);
        Map<String, Value<String>> ofProvider = new HashMap<>(told.getOrDefault(provider, Map.of()));
        ofProvider.put(key, value);
        told.put(provider, ofProvider);
        return new Config(dataFolder, modelsFolder, told, screen, out, debug, tokens);
    }

    /** The same, with tokens that count before those that are there. */
    Config with(List<GivenToken> first) {
        List<GivenToken> all = Stream.concat(first.stream(), tokens.stream()).toList();
        return new Config(dataFolder, modelsFolder, settings, screen, out, debug, all);
    }

    /** What the process was started with. */
    static Surroundings ofProcess(Interruption interruption) {
        Properties properties = System.getProperties();
        Map<String, String> texts = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
        Surroundings.Streams streams =
                new Surroundings.Streams(System.out, System.err, new Keyboard(texts, System.in, System.err));
        return new Surroundings(System.getenv(), texts, streams, interruption, Surroundings.Time.SYSTEM);
    }

    /**
     * Reads everything.
     *
     * @throws StowageException with {@code bad_config}, naming flag, variable or line and value, when something cannot be meant
     */
    static Config read(Flags flags, Surroundings surroundings) throws StowageException {
        Value<Path> data = new Told(surroundings, ConfigFile.NONE).dataFolder(flags);
        Told told = new Told(surroundings, ConfigFile.in(data.value(), Told.KEYS));
        Map<String, Map<String, Value<String>>> settings = told.settings(flags, data.value());
        return new Config(
                data,
                told.modelsFolder(flags, data.value()),
                settings,
                screen(surroundings, "stowage.tty"),
                screen(surroundings, "stowage.out"),
                debug(surroundings),
                new EnvironmentTokens(surroundings, settings).read());
    }

    /** Whether somebody looks for a defect; known before anything else is read. */
    static boolean debug(Surroundings surroundings) {
        String wanted = surroundings.environment().getOrDefault("STOWAGE_DEBUG", "");
        return !wanted.isEmpty() && !wanted.equals("0");
    }

    private static Screen screen(Surroundings surroundings, String property) {
        Map<String, String> properties = surroundings.properties();
        boolean terminal = Boolean.parseBoolean(properties.getOrDefault(property, "false"));
        boolean dumb = surroundings.environment().getOrDefault("TERM", "").equals("dumb");
        boolean colored =
                surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(terminal && !dumb, columns(properties.getOrDefault("stowage.columns", "")), colored);
    }

    private static int columns(String text) {
        try {
            int columns = Integer.parseInt(text);
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (NumberFormatException unknown) {
            return USUAL_COLUMNS;
        }
    }
}
