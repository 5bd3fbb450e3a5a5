package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What an installation may say about its storage.
 *
 * @param place where the database is
 * @param database how it is opened
 * @param keys what encrypts secrets
 */
record StorageSettings(Place place, DatabaseSettings database, Keys keys) {
    private static final String URL = "database-url";
    private static final String SCHEMA = "schema";
    private static final String MIGRATE = "migrate";
    private static final String POOL = "pool";
    private static final String KEY_FILE = "secret-key-file";
    private static final String KEY = "secret-key";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    static List<Setting> declared() {
        return List.of(
                new Setting(
                        URL,
                        "The database: sqlite:PATH or postgresql://user:password@host/database; unset: stowage.db in the state folder.",
                        Optional.empty(),
                        true),
                Setting.withDefault(SCHEMA, "The PostgreSQL schema that holds the tables.", "stowage"),
                Setting.withDefault(
                        MIGRATE,
                        "Whether tables are brought up to date: apply, validate (refuse old ones) or off.",
                        "apply"),
                Setting.withDefault(
                        POOL, "Whether connections are pooled: on, or off for commands that soon end.", "on"),
                Setting.optional(
                        KEY_FILE, "The file with the key that encrypts tokens; unset: secret.key in the state folder."),
                new Setting(
                        KEY,
                        "The key that encrypts tokens, instead of a file: 32 bytes in base64 or hexadecimal digits; older ones behind it.",
                        Optional.empty(),
                        true));
    }

    static StorageSettings of(ProviderContext context) throws StowageException {
        DatabaseSettings database = new DatabaseSettings(
                choice(context, MIGRATE, List.of("apply", "validate", "off"), Migrate::valueOf),
                choice(context, POOL, List.of("on", "off"), "ON"::equals),
                context.threads());
        return new StorageSettings(place(context), database, keys(context));
    }

    private static Place place(ProviderContext context) throws StowageException {
        String schema = context.setting(SCHEMA).orElseThrow();
        if (!NAME.matcher(schema).matches()) {
            throw bad(SCHEMA, "it is no plain name", "Write lower-case letters, digits and underscores.");
        }
        Optional<Secret> url = context.secret(URL);
        Optional<DataSource> lent = context.shared(DataSource.class);
        if (url.isEmpty() && lent.isPresent()) {
            return new Place(
                    Dialect.POSTGRESQL, lent.get(), schema, "that this program shares", Optional.empty(), true);
        }
        Path folder = context.stateFolder();
        return url.isEmpty()
                ? DatabaseUrl.sqlite(folder.resolve("stowage.db").toAbsolutePath())
                : DatabaseUrl.parse(url.get().use(text -> text), folder, schema);
    }

    private static Keys keys(ProviderContext context) throws StowageException {
        Optional<Secret> key = context.secret(KEY);
        if (key.isPresent()) {
            try {
                return new GivenKeys(key.get().use(KeyRing::parse));
            } catch (IllegalArgumentException e) {
                throw bad(KEY, "it is no key", "Write 32 bytes in base64 or hexadecimal digits.");
            }
        }
        Path folder = context.stateFolder();
        try {
            return new KeyFile(folder.resolve(context.setting(KEY_FILE).orElse("secret.key"))
                    .toAbsolutePath());
        } catch (InvalidPathException e) {
            throw bad(KEY_FILE, "it is no path", "Write the path of a file.");
        }
    }

    private static <T> T choice(ProviderContext context, String key, List<String> words, Function<String, T> meaning)
            throws StowageException {
        String word = context.setting(key).orElseThrow();
        if (!words.contains(word)) {
            throw bad(key, "\"" + word + "\" is none of its values", "Write one of: " + String.join(", ", words) + ".");
        }
        return meaning.apply(word.toUpperCase(Locale.ROOT));
    }

    private static StowageException bad(String key, String why, String advice) {
        return new StowageException(
                Problem.of(Problem.Kind.USAGE, Codes.BAD_CONFIG, "use the setting " + key, why, advice));
    }
}
