package dev.stowage.tck.fake;

import dev.stowage.model.Change;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Need;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage that fails, or whose process dies, at chosen saves of downloads: before they really happen, or after. Counts {@code create} and
 * {@code save} alike, from 1, those that change nothing included. Once dead, every call on any store throws {@link SimulatedCrash} and
 * changes nothing; the wrapped storage is what the next process finds. Thread-safe.
 *
 * @since 0.1
 */
public final class CrashingStorage implements Storage {
    private final Storage wrapped;
    private final Map<Integer, Accident> accidents = new HashMap<>();
    private int saves;
    private boolean dead;
    private boolean down;

    /**
     * What happens at a save.
     *
     * @since 0.1
     */
    public enum Accident {
        /** It throws, and nothing has changed. */
        FAILS_BEFORE,
        /** It throws, although everything is stored. */
        FAILS_AFTER,
        /** The process dies, and nothing has changed. */
        DIES_BEFORE,
        /** The process dies when everything is stored. */
        DIES_AFTER
    }

    /** @param wrapped what really stores */
    public CrashingStorage(Storage wrapped) {
        this.wrapped = wrapped;
    }

    /** Lets something happen at the n-th save since the start. */
    public synchronized CrashingStorage at(int save, Accident accident) {
        accidents.put(save, accident);
        return this;
    }

    /** Fails whatever it is asked from now on, as a database does that cannot be reached. */
    public synchronized void goDown() {
        down = true;
    }

    /** Works again. */
    public synchronized void comeUp() {
        down = false;
    }

    /** Dies now. */
    public synchronized void die() {
        dead = true;
    }

    /** Whether the process is dead. */
    public synchronized boolean isDead() {
        return dead;
    }

    /** How many saves there were, the one that killed it included. */
    public synchronized int saves() {
        return saves;
    }

    /** What really stores; what the next process finds. */
    public Storage survivor() {
        return wrapped;
    }

    @Override
    public DownloadStore downloads() {
        return new Downloads();
    }

    @Override
    public TokenStore tokens() {
        return mortal(TokenStore.class, wrapped.tokens());
    }

    @Override
    public WorkerStore workers() {
        return mortal(WorkerStore.class, wrapped.workers());
    }

    @Override
    public RuleStore rules() {
        return mortal(RuleStore.class, wrapped.rules());
    }

    /** Closes the wrapped storage, unless the process is dead: a dead process closes nothing. */
    @Override
    public void close() {
        if (!isDead()) {
            wrapped.close();
        }
    }

    private <S> S mortal(Class<S> type, S store) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    requireAlive();
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private synchronized void requireAlive() throws StowageException {
        if (dead) {
            throw new SimulatedCrash();
        }
        if (down) {
            throw new StowageException(
                    Problem.of(Problem.Kind.STORAGE, Codes.DB_DOWN, "ask the store", "a test says that it is down", "")
                            .canRetry());
        }
    }

    /** Saves one at a time, so that nothing lands after a death. */
    private synchronized boolean saved(Saving saving) throws StowageException {
        requireAlive();
        Optional<Accident> accident = Optional.ofNullable(accidents.get(++saves));
        happen(accident, Accident.FAILS_BEFORE, Accident.DIES_BEFORE);
        boolean done = saving.save();
        happen(accident, Accident.FAILS_AFTER, Accident.DIES_AFTER);
        return done;
    }

    private void happen(Optional<Accident> accident, Accident failure, Accident death) throws StowageException {
        if (accident.filter(death::equals).isPresent()) {
            dead = true;
            throw new SimulatedCrash();
        }
        if (accident.filter(failure::equals).isPresent()) {
            throw new StowageException(
                    Problem.of(Problem.Kind.STORAGE, Codes.DISK_ERROR, "save the download", "a test says so", "")
                            .asking(Need.FIX_STORAGE));
        }
    }

    @FunctionalInterface
    private interface Saving {
        boolean save() throws StowageException;
    }

    private final class Downloads implements DownloadStore {
        @Override
        public void create(Download download) throws StowageException {
            saved(() -> {
                wrapped.downloads().create(download);
                return true;
            });
        }

        @Override
        public Optional<Download> find(DownloadId id) throws StowageException {
            requireAlive();
            return wrapped.downloads().find(id);
        }

        @Override
        public boolean save(Download next, String reason) throws StowageException {
            return saved(() -> wrapped.downloads().save(next, reason));
        }

        @Override
        public List<Change> history(DownloadId id) throws StowageException {
            requireAlive();
            return wrapped.downloads().history(id);
        }

        @Override
        public List<Download> due(Status status, Instant now, int limit) throws StowageException {
            requireAlive();
            return wrapped.downloads().due(status, now, limit);
        }

        @Override
        public Page<Download> list(DownloadQuery query) throws StowageException {
            requireAlive();
            return wrapped.downloads().list(query);
        }

        @Override
        public Map<Status, Long> counts(DownloadQuery query) throws StowageException {
            requireAlive();
            return wrapped.downloads().counts(query);
        }
    }
}
