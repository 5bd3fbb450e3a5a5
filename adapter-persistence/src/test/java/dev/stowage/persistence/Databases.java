package dev.stowage.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens databases for tests. */
final class Databases {
    private Databases() {}

    /** What happens before a connection does something. */
    interface Spy {
        void calls(String method);
    }

    /** A database in this file, with the tables of storage, without a pool. */
    static Database sqlite(Path file) {
        return of(DatabaseUrl.sqlite(file));
    }

    static Database of(Place place) {
        Database database = new Database(place, new DatabaseSettings(Migrate.APPLY, false, Databases::thread));
        database.require(SqlStorage.SCHEMA);
        return database;
    }

    /** The same place, watched. */
    static Place spied(Place place, Spy spy) {
        DataSource watched = face(DataSource.class, place.source(), name -> {}, spy);
        return new Place(place.dialect(), watched, place.schema(), place.shown(), place.file(), place.lent());
    }

    /** The same source, counting what it opens. */
    static DataSource counted(DataSource source, AtomicInteger opened) {
        Spy spy = method -> {
            if (method.equals("getConnection")) {
                opened.incrementAndGet();
            }
        };
        return face(DataSource.class, source, spy, method -> {});
    }

    /** Lends this connection to whoever asks, as a pool of one does: closing it gives it back. */
    static DataSource lending(Connection only, AtomicInteger returned) {
        Object guarded = Proxy.newProxyInstance(
                Databases.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        returned.incrementAndGet();
                        return null;
                    }
                    return invoke(only, method, arguments);
                });
        return (DataSource) Proxy.newProxyInstance(
                Databases.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> guarded);
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T face(Class<T> type, T real, Spy own, Spy below) {
        Object proxy = Proxy.newProxyInstance(
                Databases.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    own.calls(method.getName());
                    Object result = invoke(real, method, arguments);
                    return result instanceof Connection connection
                            ? face(Connection.class, connection, below, below)
                            : result;
                });
        return Objects.requireNonNull(type.cast(proxy));
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
