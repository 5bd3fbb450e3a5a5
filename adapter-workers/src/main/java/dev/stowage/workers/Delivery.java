package dev.stowage.workers;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * One file on its way into one folder: a copy beside its place, made durable, read again and proven, then given its name without taking that
 * from anything else.
 */
final class Delivery {
    private static final long STRETCH = 8L << 20;
    private static final long UNFORCED = 256L << 20;
    private static final String WORK = ".stowage";
    private static final String UNFINISHED = ".part";

    private final Replica replica;
    private final WorkerFolder folder;
    private final Reflink reflink;
    private final Call call;
    private final Bytes bytes;

    Delivery(Replica replica, WorkerFolder folder, Reflink reflink, Call call) {
        this.replica = replica;
        this.folder = folder;
        this.reflink = reflink;
        this.call = call;
        bytes = Bytes.of(replica.asset());
    }

    /** Whether there was anything to do. */
    boolean make(LongConsumer progress) throws StowageException, IOException {
        Path target = folder.target(replica.path());
        if (isThere(target)) {
            return false;
        }
        Path parent = folder.parent(replica.path());
        Path work = Files.createDirectories(parent.resolve(WORK));
        Path copy = work.resolve(bytes.sha256().hex() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            removeLeftOver(work);
            fill(copy, progress);
            prove(copy);
            publish(copy, target);
            force(parent);
            return true;
        } finally {
            clear(copy, work);
        }
    }

    private boolean isThere(Path target) throws StowageException, IOException {
        if (!WorkerFolder.isThere(target)) {
            return false;
        }
        if (!bytes.are(target, call)) {
            throw taken();
        }
        return true;
    }

    /** What a crash left of the same asset. */
    private void removeLeftOver(Path work) throws IOException {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(work, bytes.sha256().hex() + ".*" + UNFINISHED)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void fill(Path copy, LongConsumer progress) throws StowageException, IOException {
        Path source = replica.asset().path();
        if (!Files.isReadable(source)) {
            throw missing(source);
        }
        call.check();
        if (!reflink.made(source, copy)) {
            requireSpace(copy);
            copied(source, copy, progress);
        }
        force(copy);
    }

    private void copied(Path source, Path copy, LongConsumer progress) throws StowageException, IOException {
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                call.check();
                long moved = in.transferTo(at, Math.min(STRETCH, size - at), out);
                if (moved <= 0) {
                    break; // it became shorter; what is there is proven next
                }
                at += moved;
                progress.accept(at);
                if (at % UNFORCED == 0) {
                    out.force(false); // made durable at once at the end, a slow worker would be silent for too long
                }
            }
        }
    }

    private void requireSpace(Path copy) throws StowageException, IOException {
        if (Files.getFileStore(copy.getParent()).getUsableSpace() < bytes.count()) {
            throw new StowageException(DiskProblem.noSpace(
                            "bring " + replica.path() + " to worker "
                                    + folder.worker().id(),
                            folder.root())
                    .canRetry());
        }
    }

    private void prove(Path copy) throws StowageException, IOException {
        if (!bytes.are(copy, call)) {
            throw new StowageException(Problem.of(
                    Problem.Kind.VERIFICATION,
                    Codes.HASH_MISMATCH,
                    what(),
                    "what arrived there does not have its SHA-256 ("
                            + bytes.sha256().shortForm() + "): potentially corrupted or tampered",
                    "Verify the file here, check the worker's disk, then try again."));
        }
    }

    private void publish(Path copy, Path target) throws StowageException, IOException {
        try {
            Files.createLink(target, copy);
        } catch (FileAlreadyExistsException faster) {
            if (!bytes.are(target, call)) {
                throw taken();
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (!Files.isRegularFile(copy)) {
                throw e;
            }
            Files.move(copy, target); // a file system without links; a name that is taken is refused here too
        }
    }

    private static void clear(Path copy, Path work) {
        try {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(work);
        } catch (IOException e) {
            // the worker is gone, or somebody else is at work there: the next delivery clears up
        }
    }

    private static void force(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!Files.isDirectory(fileOrFolder)) {
                throw e;
            }
            // some mounted file systems cannot do that for folders
        }
    }

    private StowageException taken() {
        return new StowageException(Problem.of(
                Problem.Kind.DECISION,
                Codes.TARGET_EXISTS,
                what(),
                "a different file is already at " + replica.path().resolveUnder(folder.root()),
                "Move it away or rename it, then try again."));
    }

    private StowageException missing(Path source) {
        return new StowageException(Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.MISSING,
                        what(),
                        source + " is not there, or not readable",
                        "Bring it back, or fetch it again.")
                .canRetry());
    }

    private String what() {
        return "bring " + replica.path() + " to worker " + folder.worker().id();
    }
}
