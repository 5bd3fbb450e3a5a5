package dev.stowage.spi;

import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import java.nio.file.Path;
import java.util.Set;

/**
 * Port 3. Computes digests of bytes on disk, possibly while later bytes still arrive. It computes; {@code Verdict} judges.
 *
 * @since 0.1
 */
public interface HashVerifier {
    /**
     * Opens a running computation over a file, which may not exist yet; nothing is readable yet.
     *
     * @throws StowageException with the code {@code not_supported} when it cannot compute one of the algorithms
     */
    Hashing open(Path file, Set<HashAlgorithm> algorithms, Call call) throws StowageException;

    /**
     * One running computation. {@code readable} and {@code rewound} come from one thread at a time; {@code close} may come from any.
     *
     * @since 0.1
     */
    interface Hashing extends AutoCloseable {
        /** The first {@code bytes} bytes are final: go on hashing up to there. Returns at once. */
        void readable(long bytes);

        /** Bytes from {@code offset} on will change: forget what was computed from them. Returns at once. */
        void rewound(long offset);

        /**
         * Waits until all {@code totalBytes} are hashed.
         *
         * @throws StowageException when the file is longer or shorter, or cannot be read
         * @throws CancelledException when the call was cancelled
         */
        Digests finish(long totalBytes) throws StowageException;

        /** Stops and forgets; idempotent. */
        @Override
        void close();
    }
}
