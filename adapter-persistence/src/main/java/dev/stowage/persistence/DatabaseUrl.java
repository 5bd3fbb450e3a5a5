package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;

/** Reads the address of a database in the forms in which people write it. A failure repeats none of it: it may hold a password. */
final class DatabaseUrl {
    private static final Pattern SQLITE = Pattern.compile("(?:jdbc:)?sqlite:(?://(?=/))?(.+)");
    private static final Pattern POSTGRESQL = Pattern.compile("(?:jdbc:)?(?:postgresql|postgres)://.+");
    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+])(?::\\d{1,5})?";
    private static final Pattern HOSTS = Pattern.compile(HOST + "(?:," + HOST + ")*");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_SECONDS = 10;

    private DatabaseUrl() {}

    /**
     * The place that an address means.
     *
     * @param url {@code sqlite:PATH} or {@code postgresql://USER:PASSWORD@HOST/DATABASE}, with or without {@code jdbc:} in front
     * @param folder what a relative path is relative to
     * @param schema which schema holds the tables in PostgreSQL
     */
    static Place parse(String url, Path folder, String schema) throws StowageException {
        Matcher sqlite = SQLITE.matcher(url);
        if (sqlite.matches()) {
            return sqlite(path(folder, sqlite.group(1)));
        }
        if (POSTGRESQL.matcher(url).matches()) {
            return postgresql(url.replaceFirst("^jdbc:", ""), schema);
        }
        throw malformed("it begins neither with sqlite: nor with postgresql:");
    }

    /** A database in this file. */
    static Place sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(true);
        SqliteSource source = new SqliteSource(config, PATIENCE);
        source.setUrl("jdbc:sqlite:" + file);
        return new Place(Dialect.SQLITE, source, "main", file.toString(), Optional.of(file), false);
    }

    private static Path path(Path folder, String text) throws StowageException {
        if (text.contains("?") || text.startsWith(":") || text.startsWith("file:")) {
            throw malformed("what follows sqlite: is not the path of a file");
        }
        try {
            return folder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StowageException(
                    malformed("what follows sqlite: is not the path of a file").problem(), e);
        }
    }

    private static Place postgresql(String url, String schema) throws StowageException {
        try {
            URI uri = new URI(url);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl("jdbc:postgresql://" + host(uri) + uri.getRawPath() + query(uri));
            login(uri, source);
            source.setApplicationName("stowage");
            source.setLogServerErrorDetail(false);
            source.setTcpKeepAlive(true);
            source.setConnectTimeout(CONNECT_SECONDS);
            return new Place(
                    Dialect.POSTGRESQL, source, schema, "at " + host(uri) + uri.getPath(), Optional.empty(), false);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw malformed("it is not of the form postgresql://user:password@host/database"); // the cause repeats it
        }
    }

    private static String host(URI uri) {
        String authority = uri.getRawAuthority();
        String host = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
        if (!HOSTS.matcher(host).matches() || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(
                    "no host or no database"); // before the driver sees it, which logs what it cannot read
        }
        return host;
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }

    private static void login(URI uri, PGSimpleDataSource source) {
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return;
        }
        String[] parts = authority.substring(0, at).split(":", 2);
        source.setUser(decoded(parts[0]));
        if (parts.length > 1) {
            source.setPassword(decoded(parts[1]));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StowageException malformed(String why) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "use the setting database-url",
                why,
                "Write sqlite:PATH or postgresql://user:password@host/database."));
    }
}
