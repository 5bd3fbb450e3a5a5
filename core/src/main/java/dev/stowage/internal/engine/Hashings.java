package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.HashVerifier.Hashing;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The running computation of each download in hand: begun while bytes arrive, finished by the verification. */
final class Hashings {
    private final HashVerifier verifier;
    private final Map<DownloadId, Hashing> open = new ConcurrentHashMap<>();
    private final Set<DownloadId> fresh = ConcurrentHashMap.newKeySet();

    Hashings(HashVerifier verifier) {
        this.verifier = verifier;
    }

    /** A new computation over the file. */
    Hashing open(Download download, Path file, Call call) throws StowageException {
        close(download.id());
        Hashing hashing = verifier.open(file, algorithms(download), call);
        open.put(download.id(), hashing);
        return hashing;
    }

    /** The one begun while the bytes arrived, or a new one after a restart. */
    Hashing of(Download download, Path file, Call call) throws StowageException {
        Hashing running = open.get(download.id());
        return running == null ? open(download, file, call) : running;
    }

    /** The computation is done, and nobody else has had these bytes in hand since. */
    void verified(DownloadId id) {
        close(id);
        fresh.add(id);
    }

    /** Whether the bytes were verified by the work under way, not before a review or a restart. */
    boolean fresh(DownloadId id) {
        return fresh.contains(id);
    }

    void close(DownloadId id) {
        fresh.remove(id);
        Hashing hashing = open.remove(id);
        if (hashing != null) {
            hashing.close();
        }
    }

    /** Feeds a computation from a transfer. */
    static TransferListener feeding(Hashing hashing) {
        return new TransferListener() {
            @Override
            public void contiguous(long bytes) {
                hashing.readable(bytes);
            }

            @Override
            public void rewound(long offset, Problem why) {
                hashing.rewound(offset);
            }
        };
    }

    /** The identity is always computed, beside whatever the source has published. */
    private static Set<HashAlgorithm> algorithms(Download download) {
        Set<HashAlgorithm> wanted = EnumSet.of(HashAlgorithm.SHA256);
        wanted.addAll(download.published().keySet());
        return wanted;
    }
}
