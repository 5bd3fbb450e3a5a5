package dev.stowage.app;

import dev.stowage.app.progress.Screen;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How this installation is configured: flag before environment before default, each value with where it comes from. The only reader of the
 * environment and of system properties.
 *
 * @param dataFolder where state lives, absolute
 * @param modelsFolder where models go, absolute
 * @param settings what providers are told, by provider id and key
 * @param screen what progress is written to
 * @param debug whether somebody looks for a defect
 */
record Config(
        Value<Path> dataFolder,
        Value<Path> modelsFolder,
        Map<String, Map<String, Value<String>>> settings,
        Screen screen,
        boolean debug) {
    private static final String HOME = "STOWAGE_HOME";
    private static final String MODELS = "STOWAGE_MODELS_DIR";
    private static final String ALLOWED = "STOWAGE_ALLOWED_ADDRESSES";
    private static final String XDG = "XDG_DATA_HOME";
    private static final String DEFAULT = "default";
    private static final String GATEWAY = "okhttp";
    private static final int USUAL_COLUMNS = 80;

    /**
     * A value and where it comes from.
     *
     * @param value the value
     * @param origin the flag or the variable that gave it, or {@code default}
     */
    record Value<T>(T value, String origin) {}

    /**
     * What was said on the command line.
     *
     * @param dataFolder the value of {@code --data-dir}
     * @param modelsFolder the value of {@code --models-dir}
     */
    record Flags(Optional<String> dataFolder, Optional<String> modelsFolder) {}

    /** What the process was started with. */
    static Surroundings ofProcess(Interruption interruption) {
        Properties properties = System.getProperties();
        Map<String, String> texts = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
        Surroundings.Streams streams = new Surroundings.Streams(System.out, System.err);
        return new Surroundings(System.getenv(), texts, streams, interruption, Surroundings.Time.SYSTEM);
    }

    /**
     * Reads everything.
     *
     * @throws StowageException with {@code bad_config}, naming flag or variable and value, when something cannot be meant
     */
    static Config read(Flags flags, Surroundings surroundings) throws StowageException {
        // A config.toml in the data folder will come in between: after the environment, before the defaults.
        Reader reader = new Reader(surroundings);
        Value<Path> data = reader.folder("--data-dir", flags.dataFolder(), HOME, reader::defaultDataFolder);
        Value<Path> models = reader.folder(
                "--models-dir", flags.modelsFolder(), MODELS, () -> data.value().resolve("models"));
        return new Config(data, models, reader.settings(), reader.screen(), debug(surroundings));
    }

    /** Whether somebody looks for a defect; known before anything else is read. */
    static boolean debug(Surroundings surroundings) {
        String wanted = surroundings.environment().getOrDefault("STOWAGE_DEBUG", "");
        return !wanted.isEmpty() && !wanted.equals("0");
    }

    private record Reader(Surroundings surroundings) {
        private Value<Path> folder(String flag, Optional<String> told, String variable, Supplier<Path> otherwise)
                throws StowageException {
            if (told.isPresent()) {
                return new Value<>(path(flag, told.get()).toAbsolutePath().normalize(), flag);
            }
            Optional<String> set = variable(variable);
            if (set.isEmpty()) {
                return new Value<>(otherwise.get().toAbsolutePath().normalize(), DEFAULT);
            }
            Path path = path(variable, set.get());
            if (!path.isAbsolute()) {
                throw bad(variable, set.get(), "it is relative", "Give a path from the root, such as /srv/stowage.");
            }
            return new Value<>(path.normalize(), variable);
        }

        private static Path path(String name, String text) throws StowageException {
            if (text.isBlank()) {
                throw bad(name, text, "it is empty", "Give the path of a folder.");
            }
            if (text.startsWith("~")) {
                throw bad(name, text, "the shell has not replaced the ~", "Write $HOME instead.");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw bad(name, text, "it is no path", "Give the path of a folder.");
            }
        }

        /** As the XDG Base Directory specification says: a relative value counts as not set. */
        private Path defaultDataFolder() {
            String home = surroundings.properties().getOrDefault("user.home", "");
            return variable(XDG)
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .orElseGet(() -> Path.of(home, ".local", "share"))
                    .resolve("stowage");
        }

        /** Whether values can be meant is for the providers to say. */
        private Map<String, Map<String, Value<String>>> settings() {
            return variable(ALLOWED)
                    .map(networks -> Map.of(GATEWAY, Map.of("allowed-addresses", new Value<>(networks, ALLOWED))))
                    .orElse(Map.of());
        }

        private Screen screen() {
            Map<String, String> properties = surroundings.properties();
            boolean terminal = Boolean.parseBoolean(properties.getOrDefault("stowage.tty", "false"));
            boolean dumb = surroundings.environment().getOrDefault("TERM", "").equals("dumb");
            return new Screen(
                    terminal && !dumb,
                    columns(properties.getOrDefault("stowage.columns", "")),
                    variable("NO_COLOR").isEmpty());
        }

        private static int columns(String text) {
            try {
                int columns = Integer.parseInt(text);
                return columns > 0 ? columns : USUAL_COLUMNS;
            } catch (NumberFormatException unknown) {
                return USUAL_COLUMNS;
            }
        }

        /** A variable that is set to something: an empty one counts as not set. */
        private Optional<String> variable(String name) {
            return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isEmpty());
        }

        private static StowageException bad(String name, String value, String why, String advice) {
            return new StowageException(Problem.of(
                    Problem.Kind.USAGE, Codes.BAD_CONFIG, "use " + name + " \"" + value + "\"", why, advice));
        }
    }
}
