package dev.stowage.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * The connections to one database: one that writes, and others beside it that read. A connection is opened when it is first needed.
 */
final class Connections implements AutoCloseable {
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi readers;
    private final Jdbi writer;
    private final Runnable renewal;
    private final Runnable closing;

    private Connections(Jdbi readers, Jdbi writer, Runnable renewal, Runnable closing) {
        this.readers = quiet(readers);
        this.writer = quiet(writer);
        this.renewal = renewal;
        this.closing = closing;
    }

    /** The host's own: each is borrowed for one transaction and given back as it was. */
    static Connections lent(Place place) {
        return new Connections(Jdbi.create(place.source()), Jdbi.create(place.source()), () -> {}, () -> {});
    }

    /** One that reads and one that writes, for commands that soon end. */
    static Connections few(Place place) {
        HeldConnection reader = new HeldConnection(place.source());
        HeldConnection writer = new HeldConnection(place.source());
        Runnable both = () -> {
            reader.renew();
            writer.renew();
        };
        return new Connections(Jdbi.create(reader), Jdbi.create(writer), both, both);
    }

    /** A pool of readers beside the writer. */
    static Connections pooled(Place place, ThreadFactory threads) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(place.source());
        config.setPoolName("stowage-" + place.schema());
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setThreadFactory(threads);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        HikariDataSource pool = new HikariDataSource(config);
        HeldConnection writer = new HeldConnection(place.source());
        return new Connections(Jdbi.create(pool), Jdbi.create(writer), writer::renew, () -> {
            pool.close();
            writer.renew();
        });
    }

    Jdbi readers() {
        return readers;
    }

    Jdbi writer() {
        return writer;
    }

    /** Something went wrong on a connection: the ones that are held are replaced. */
    void renew() {
        renewal.run();
    }

    @Override
    public void close() {
        closing.run();
    }

    /** Messages of exceptions name neither statements nor what was bound to them. */
    private static Jdbi quiet(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }
}
