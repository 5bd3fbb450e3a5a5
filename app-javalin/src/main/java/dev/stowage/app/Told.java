package dev.stowage.app;

import dev.stowage.app.Config.Value;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was told, wherever that was.
 *
 * @param surroundings where the environment is
 * @param file what the data folder's file says
 */
record Told(Surroundings surroundings, ConfigFile file) {
    private static final Name DATA = new Name("--data-dir", "STOWAGE_HOME", "");
    private static final Name MODELS = new Name("--models-dir", "STOWAGE_MODELS_DIR", "models-dir");
    private static final Name DATABASE = new Name("--database-url", "STOWAGE_DATABASE_URL", "database-url");
    private static final Name KEY = new Name("", "STOWAGE_SECRET_KEY_FILE", "secret-key-file");
    private static final Name ALLOWED = new Name("", "STOWAGE_ALLOWED_ADDRESSES", "allowed-addresses");
    private static final List<Setting> SITES = List.of(
            new Setting("CIVITAI_ENDPOINT", "civitai", "endpoint"),
            new Setting("HF_ENDPOINT", "huggingface", "endpoint"));
    private static final String XDG = "XDG_DATA_HOME";
    private static final String GATEWAY = "okhttp";
    private static final String STORAGE = "sql";
    private static final String LIBRARY = "library";

    /** What {@code config.toml} can say, besides settings of providers. */
    static final Set<String> KEYS = new TreeSet<>(Set.of(MODELS.key, DATABASE.key, KEY.key, ALLOWED.key));

    /** How one thing is called on the command line, in the environment and in the file; empty where it cannot be said. */
    private record Name(String flag, String variable, String key) {}

    /** A variable, known to users of other programs too, that goes to a provider as it is. */
    private record Setting(String variable, String provider, String key) {}

    Value<Path> dataFolder(Config.Flags flags) throws StowageException {
        return folder(DATA, flags.dataFolder()).orElseGet(() -> new Value<>(defaultDataFolder(), Value.DEFAULT));
    }

    Value<Path> modelsFolder(Config.Flags flags, Path data) throws StowageException {
        return folder(MODELS, flags.modelsFolder()).orElseGet(() -> new Value<>(data.resolve("models"), Value.DEFAULT));
    }

    /** What providers are told. Whether it can be meant is for them to say. */
    Map<String, Map<String, Value<String>>> settings(Config.Flags flags, Path data) throws StowageException {
        Map<String, Map<String, Value<String>>> settings = new HashMap<>();
        file.values().forEach((key, value) -> ofProvider(settings, key, value));
        SITES.forEach(site -> variable(site.variable)
                .ifPresent(text -> put(settings, site.provider, site.key, new Value<>(text, site.variable))));
        told(ALLOWED, Optional.empty()).ifPresent(networks -> put(settings, GATEWAY, "allowed-addresses", networks));
        put(
                settings,
                STORAGE,
                DATABASE.key,
                told(DATABASE, flags.databaseUrl())
                        .orElseGet(() -> new Value<>("sqlite:" + data.resolve("stowage.db"), Value.DEFAULT)));
        Value<Path> secretKey =
                folder(KEY, Optional.empty()).orElseGet(() -> new Value<>(data.resolve("secret.key"), Value.DEFAULT));
        put(settings, STORAGE, "pool", new Value<>("off", Value.DEFAULT));
        put(settings, STORAGE, KEY.key, new Value<>(secretKey.value().toString(), secretKey.origin()));
        putDefault(settings, LIBRARY, "previews", "new"); // what others left behind is for a process that stays
        putDefault(
                settings, LIBRARY, "previews-folder", data.resolve("previews").toString());
        return settings;
    }

    /** Unless the file says otherwise. */
    private static void putDefault(
            Map<String, Map<String, Value<String>>> settings, String provider, String key, String value) {
        settings.computeIfAbsent(provider, id -> new HashMap<>()).putIfAbsent(key, new Value<>(value, Value.DEFAULT));
    }

    private static void ofProvider(Map<String, Map<String, Value<String>>> settings, String key, Value<String> value) {
        String[] parts = key.split("\\.", -1);
        if (key.startsWith(ConfigFile.PROVIDERS)) {
            put(settings, parts[1], parts[2], value);
        }
    }

    private static void put(
            Map<String, Map<String, Value<String>>> settings, String provider, String key, Value<String> value) {
        settings.computeIfAbsent(provider, id -> new HashMap<>()).put(key, value);
    }

    private Optional<Value<Path>> folder(Name name, Optional<String> flag) throws StowageException {
        Optional<Value<String>> told = told(name, flag);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        String origin = told.get().origin();
        String text = told.get().value();
        Path path = path(origin, text);
        if (!path.isAbsolute() && flag.isEmpty()) {
            throw bad(origin, text, "it is relative", "Give a path from the root, such as /srv/stowage.");
        }
        return Optional.of(new Value<>(path.toAbsolutePath().normalize(), origin));
    }

    private Optional<Value<String>> told(Name name, Optional<String> flag) {
        return flag.map(text -> new Value<>(text, name.flag))
                .or(() -> variable(name.variable).map(text -> new Value<>(text, name.variable)))
                .or(() -> file.value(name.key));
    }

    private static Path path(String origin, String text) throws StowageException {
        if (text.isBlank()) {
            throw bad(origin, text, "it is empty", "Give a path.");
        }
        if (text.startsWith("~")) {
            throw bad(origin, text, "the shell has not replaced the ~", "Write the whole path instead.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw bad(origin, text, "it is no path", "Give a path.");
        }
    }

    /** As the XDG Base Directory specification says: a relative value counts as not set. */
    private Path defaultDataFolder() {
        String home = surroundings.properties().getOrDefault("user.home", "");
        return variable(XDG)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(home, ".local", "share"))
                .resolve("stowage")
                .toAbsolutePath()
                .normalize();
    }

    /** A variable that is set to something: an empty one counts as not set. */
    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isEmpty());
    }

    private static StowageException bad(String name, String value, String why, String advice) {
        return new StowageException(
                Problem.of(Problem.Kind.USAGE, Codes.BAD_CONFIG, "use " + name + " \"" + value + "\"", why, advice));
    }
}
