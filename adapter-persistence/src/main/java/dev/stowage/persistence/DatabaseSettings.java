package dev.stowage.persistence;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * How the database is opened.
 *
 * @param migrate what to do about missing and older tables
 * @param pool whether connections are pooled; commands that soon end need no pool
 * @param threads makes the pool's threads
 */
record DatabaseSettings(Migrate migrate, boolean pool, ThreadFactory threads) implements Database.Opening {
    @Override
    public Connections open(Place place) throws StowageException {
        if (place.file().isPresent()) {
            create(place.file().get());
        }
        if (place.lent()) {
            return Connections.lent(place);
        }
        return pool ? Connections.pooled(place, threads) : Connections.few(place);
    }

    private static void create(Path file) throws StowageException {
        try {
            PrivateFiles.create(file);
        } catch (IOException e) {
            throw DiskProblem.of("create the database " + file, file, e);
        }
    }
}
