package dev.stowage.internal.hashing;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.HashVerifier;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes behind the contiguous prefix while later bytes still arrive, so that verification ends moments after the last byte. A computation
 * holds a thread only while there is something to hash: any number of transfers share as many threads as there are processors.
 */
public final class TrailingVerifier implements HashVerifier, AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    public TrailingVerifier(ThreadFactory threads, int processors) {
        pool = new ThreadPoolExecutor(
                processors, processors, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public Hashing open(Path file, Set<HashAlgorithm> algorithms, Call call) {
        return new TrailingHashing(file, algorithms, call, pool);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
