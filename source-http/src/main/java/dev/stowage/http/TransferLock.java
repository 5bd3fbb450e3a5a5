package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process, and of one transfer in it, to an unfinished file. It is a lock on a file of its own that nobody else opens:
 * closing any channel of a file gives up all locks of a process on it. Where a file system has no locks, or lies about them, the journal
 * still keeps two apart.
 */
final class TransferLock implements AutoCloseable {
    private final Set<Path> held;
    private final Path part;
    private final Path file;
    private final @Nullable FileChannel channel;

    private TransferLock(Set<Path> held, Path part, Path file) throws IOException, StowageException {
        this.held = held;
        this.part = part;
        this.file = file;
        this.channel = locked(file);
    }

    /** The locks of one process. */
    static final class Locks {
        private final Set<Path> held = ConcurrentHashMap.newKeySet();

        /** Takes the right to a part file, or tells that somebody else has it. */
        TransferLock take(Path part) throws StowageException {
            Path file = part.resolveSibling(part.getFileName() + ".lock").toAbsolutePath();
            if (!held.add(file)) {
                throw new StowageException(taken());
            }
            boolean done = false;
            try {
                TransferLock lock = new TransferLock(held, part, file);
                done = true;
                return lock;
            } catch (IOException e) {
                throw DiskProblem.of(Claim.WHAT, part, e);
            } finally {
                if (!done) {
                    held.remove(file);
                }
            }
        }
    }

    /** A transfer that never had a byte leaves no lock behind either; else the file stays until the transfer is forgotten. */
    @Override
    public void close() throws StowageException {
        try {
            if (channel != null) {
                channel.close();
            }
            if (!PrivateFile.exists(part)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw DiskProblem.of("clear up after a download", file, e);
        } finally {
            held.remove(file);
        }
    }

    private static @Nullable FileChannel locked(Path file) throws IOException, StowageException {
        FileChannel channel = PrivateFile.exists(file) ? PrivateFile.open(file) : PrivateFile.create(file);
        boolean locked = false;
        try {
            if (channel.tryLock() == null) {
                throw new StowageException(taken());
            }
            locked = true;
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new StowageException(taken(), e);
        } catch (IOException noLocksHere) {
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Problem taken() {
        return Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.PART_ALTERED,
                        Claim.WHAT,
                        "another process, or another download, fetches the same file at the moment",
                        "Wait for it to end, then retry.")
                .canRetry();
    }
}
