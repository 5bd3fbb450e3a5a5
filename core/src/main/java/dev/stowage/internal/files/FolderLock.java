package dev.stowage.internal.files;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock on a folder: on a file {@code lock} in it, which stays there, so that the system lets go of it with the process however that ends.
 *
 * <p>What is held by this JVM is known without looking at the file. Static, because the lock itself is: it belongs to the process, and
 * closing any channel to the file, a second Stowage's for instance, would let go of it.
 */
final class FolderLock implements AutoCloseable {
    private static final Map<Object, Holder> HERE = new ConcurrentHashMap<>();

    /** What is locked lies far behind the text: where locks are walls, others can read it nevertheless. */
    private static final long PLACE = 1L << 30;

    private static final int MOST_TEXT = 4096;

    private final Object key;
    private final FileChannel channel;

    private FolderLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** @throws StowageException when somebody else has it, naming who, or when there are no locks here */
    static FolderLock take(Path folder, Holder self) throws IOException, StowageException {
        Path file = folder.resolve("lock");
        Object key = key(file);
        Holder here = HERE.putIfAbsent(key, self);
        if (here != null) {
            throw inUse(folder, here);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel, folder);
            say(channel, self.text());
            return new FolderLock(key, channel);
        } catch (IOException | StowageException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HERE.remove(key);
            throw e;
        }
    }

    /** Nobody is told any more that we have it, and then we have not. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        } finally {
            HERE.remove(key);
        }
    }

    private static Object key(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException before) {
            // it stays from one process to the next
        }
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    private static void lock(FileChannel channel, Path folder) throws IOException, StowageException {
        FileLock lock;
        try {
            lock = channel.tryLock(PLACE, 1, false);
        } catch (OverlappingFileLockException otherClassLoader) {
            lock = null;
        } catch (IOException e) {
            throw noLocks(folder, e);
        }
        if (lock == null) {
            throw inUse(folder, Holder.parse(heard(channel)));
        }
    }

    private static void say(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String heard(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_TEXT);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until full or at the end
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static StowageException inUse(Path folder, Holder holder) {
        return new StowageException(Problem.of(
                Problem.Kind.STORAGE,
                Codes.ALREADY_RUNNING,
                "use the data folder " + folder,
                "it is in use by " + holder.phrase(),
                "Stop that one first, or give this one another folder."));
    }

    /** Two processes on one folder would be worse than one that has to be told another. */
    private static StowageException noLocks(Path folder, IOException cause) {
        return new StowageException(
                Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.NOT_SUPPORTED,
                        "use the data folder " + folder,
                        "its file system has no locks, so that nothing would keep two processes apart",
                        "Choose a data folder on a local disk; the models folder can stay where it is."),
                cause);
    }
}
