package dev.stowage.registry;

import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Previews of what somebody looks at before it is an asset: fetched while they wait, once for all who want the same one. */
final class PassingPreviews {
    private static final String LATER = "Try again later.";

    private final PreviewFetch fetch;
    private final PreviewCache cache;
    private final Map<Sha256, CompletableFuture<StoredPreview>> running = new ConcurrentHashMap<>();

    /** @param fetch brings bytes into the cache's files */
    PassingPreviews(PreviewFetch fetch, PreviewCache cache) {
        this.fetch = fetch;
        this.cache = cache;
    }

    StoredPreview bring(PreviewMedia media, Call call) throws StowageException {
        Sha256 key = new Sha256(TextKey.of(media.address().toString()));
        while (true) {
            Optional<StoredPreview> kept = cache.find(key);
            if (kept.isPresent()) {
                return kept.get();
            }
            CompletableFuture<StoredPreview> own = new CompletableFuture<>();
            CompletableFuture<StoredPreview> others = running.putIfAbsent(key, own);
            if (others == null) {
                return brought(media, key, call, own);
            }
            Optional<StoredPreview> theirs = awaited(others, call);
            if (theirs.isPresent()) {
                return theirs.get();
            }
        }
    }

    private StoredPreview brought(PreviewMedia media, Sha256 key, Call call, CompletableFuture<StoredPreview> own)
            throws StowageException {
        try {
            Optional<StoredPreview> meanwhile = cache.find(key);
            StoredPreview stored = meanwhile.isPresent() ? meanwhile.get() : fetched(media, key, call);
            own.complete(stored);
            return stored;
        } catch (StowageException | RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, own);
        }
    }

    private StoredPreview fetched(PreviewMedia media, Sha256 key, Call call) throws StowageException {
        PreviewOrder order =
                new PreviewOrder("fetch a preview", LATER, media.address().toString(), key, PreviewCache.ONLY);
        PreviewCall ours = fetch.call(call.correlation(), call.source());
        try (Subscription ending = call.onCancel(ours::end)) {
            call.check();
            return cache.keep(key, fetch.fetch(order, ours));
        }
    }

    /** What another's fetch has come to; nothing when only that other one has given up. */
    private static Optional<StoredPreview> awaited(CompletableFuture<StoredPreview> others, Call call)
            throws StowageException {
        CompletableFuture<StoredPreview> either = others.copy();
        try (Subscription ending = call.onCancel(() -> either.completeExceptionally(new CancelledException()))) {
            return Optional.of(either.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException) {
                call.check();
                return Optional.empty();
            }
            if (e.getCause() instanceof StowageException told) {
                throw new StowageException(told.problem(), told);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
