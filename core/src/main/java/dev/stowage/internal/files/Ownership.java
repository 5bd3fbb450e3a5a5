package dev.stowage.internal.files;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to change what is in a data folder, which one process has at a time: taken before the first change and kept until the end. Who
 * only reads never needs it. Without a data folder there is nobody to share with.
 */
public final class Ownership implements AutoCloseable {
    private final Optional<Path> data;
    private final Clock clock;
    private final Optional<String> purpose;
    private @Nullable FolderLock lock;
    private boolean closed;

    /** @param purpose what this process runs as, for whoever is refused */
    public Ownership(Optional<Path> data, Clock clock, Optional<String> purpose) {
        this.data = data;
        this.clock = clock;
        this.purpose = purpose;
    }

    /** Takes it, unless it is taken. @throws StowageException when another process has it, naming that one, or after the end */
    public synchronized void take() throws StowageException {
        if (closed) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CANCELLED, Codes.CANCELLED, "change anything", "this Stowage is closed", ""));
        }
        if (lock == null && data.isPresent()) {
            lock = lock(data.get());
        }
    }

    /** Gives it back; idempotent. Nothing can be changed afterwards: it may be another one's now. */
    @Override
    public synchronized void close() {
        closed = true;
        try (FolderLock mine = lock) {
            lock = null;
        } catch (IOException e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, "A lock could not be cleared", e);
        }
    }

    private FolderLock lock(Path folder) throws StowageException {
        try {
            return FolderLock.take(WorkArea.privately(folder), Holder.self(purpose, clock.instant()));
        } catch (IOException e) {
            throw DiskProblem.of("use the data folder", folder, e);
        }
    }
}
