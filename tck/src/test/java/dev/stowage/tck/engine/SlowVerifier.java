package dev.stowage.tck.engine;

import dev.stowage.internal.hashing.TrailingVerifier;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.Set;

/** A verifier that hashes only in the end, and that a test may disturb at each call. */
final class SlowVerifier implements HashVerifier {
    private final HashVerifier verifier = new TrailingVerifier(Thread::new, 1);
    private final Runnable disturbance;

    SlowVerifier(Runnable disturbance) {
        this.disturbance = disturbance;
    }

    @Override
    public Hashing open(Path file, Set<HashAlgorithm> algorithms, Call call) throws StowageException {
        disturbance.run();
        Hashing hashing = verifier.open(file, algorithms, call);
        return new Hashing() {
            @Override
            public void readable(long bytes) {}

            @Override
            public void rewound(long offset) {
                hashing.rewound(offset);
            }

            @Override
            public Digests finish(long totalBytes) throws StowageException {
                disturbance.run();
                return hashing.finish(totalBytes);
            }

            @Override
            public void close() {
                hashing.close();
            }
        };
    }
}
