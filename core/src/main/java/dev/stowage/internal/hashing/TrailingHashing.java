package dev.stowage.internal.hashing;

import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One computation. All state is guarded by this; the file is read outside of the lock, by one task at a time. */
final class TrailingHashing implements HashVerifier.Hashing {
    private static final int BUFFER_BYTES = 256 << 10;

    private final Path file;
    private final Set<HashAlgorithm> algorithms;
    private final Call call;
    private final Executor pool;
    private MessageDigest sha256 = Sha.sha256();
    private long readable;
    private long hashed;
    /** Counts rewinds: what was read before one is not hashed after it, and no failure to read it counts. */
    private long rewinds;

    /** The rewinds that the read under way knows of. */
    private long reading;

    private boolean running;
    private boolean stopped;
    private @Nullable IOException failure;

    TrailingHashing(Path file, Set<HashAlgorithm> algorithms, Call call, Executor pool) {
        this.file = file;
        this.algorithms = Set.copyOf(algorithms);
        this.call = call;
        this.pool = pool;
    }

    @Override
    public synchronized void readable(long bytes) {
        readable = Math.max(readable, bytes);
        if (!running && !stopped && hashed < readable) {
            running = true;
            pool.execute(this::follow);
        }
    }

    @Override
    public synchronized void rewound(long offset) {
        rewinds++;
        failure = null;
        readable = Math.min(readable, offset);
        if (offset < hashed) {
            hashed = 0;
            sha256 = Sha.sha256();
        }
    }

    @Override
    public Digests finish(long totalBytes) throws StowageException {
        call.check();
        requireSize(totalBytes);
        rewound(totalBytes); // bytes beyond the end, hashed while the file was longer, do not count
        readable(totalBytes);
        try (Subscription forget = call.onCancel(this::close)) {
            awaitHashed(totalBytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        requireSize(totalBytes);
        Map<HashAlgorithm, String> digests = new EnumMap<>(HashAlgorithm.class);
        digests.put(HashAlgorithm.SHA256, HexFormat.of().formatHex(digest()));
        if (algorithms.contains(HashAlgorithm.GIT_SHA1)) {
            digests.put(HashAlgorithm.GIT_SHA1, gitBlob(totalBytes));
        }
        return new Digests(digests, totalBytes);
    }

    @Override
    public synchronized void close() {
        stopped = true;
        notifyAll();
    }

    private synchronized byte[] digest() {
        try {
            return ((MessageDigest) sha256.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
        }
    }

    private synchronized void awaitHashed(long totalBytes) throws StowageException, InterruptedException {
        while (hashed < totalBytes && failure == null) {
            call.check();
            if (stopped) {
                throw new CancelledException();
            }
            wait();
        }
        if (failure != null) {
            throw DiskProblem.of("read " + file.getFileName() + " to verify it", file, failure);
        }
    }

    private void follow() {
        synchronized (this) {
            reading = rewinds;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (step(channel, buffer)) {
                buffer.clear();
            }
        } catch (IOException e) {
            ended(e);
        }
    }

    /** Hashes one buffer; false when all that is readable is hashed, and then the task has ended under the same lock. */
    private boolean step(FileChannel channel, ByteBuffer buffer) throws IOException {
        long from;
        synchronized (this) {
            reading = rewinds;
            if (stopped || hashed >= readable) {
                running = false;
                notifyAll();
                return false;
            }
            from = hashed;
            buffer.limit((int) Math.min(buffer.capacity(), readable - from));
        }
        boolean ended = channel.read(buffer, from) < 0;
        buffer.flip();
        synchronized (this) {
            if (reading != rewinds) {
                return true; // what was read may be what is written again
            }
            if (ended) {
                throw new IOException("the file ends at " + from);
            }
            hashed += buffer.remaining();
            sha256.update(buffer);
        }
        return true;
    }

    private synchronized void ended(IOException why) {
        running = false;
        if (reading == rewinds) {
            failure = why;
        } else {
            readable(readable);
        }
        notifyAll();
    }

    private void requireSize(long totalBytes) throws StowageException {
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException gone) {
            throw altered("it is not on the disk any more");
        } catch (IOException e) {
            throw DiskProblem.of("read " + file.getFileName() + " to verify it", file, e);
        }
        if (size != totalBytes) {
            throw altered("it has " + size + " bytes on the disk instead of " + totalBytes);
        }
    }

    private StowageException altered(String why) {
        return new StowageException(Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.PART_ALTERED,
                        "verify " + file.getFileName(),
                        why,
                        "Something else changed it; it is fetched again.")
                .canRetry());
    }

    private String gitBlob(long totalBytes) throws StowageException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest sha1 = Sha.gitBlob(totalBytes);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer.clear()) >= 0) {
                call.check();
                sha1.update(buffer.flip());
            }
            return HexFormat.of().formatHex(sha1.digest());
        } catch (IOException e) {
            throw DiskProblem.of("read " + file.getFileName() + " to verify it", file, e);
        }
    }
}
