package dev.stowage.tck.engine;

import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The library in memory, with previews that are made up. */
final class PicturedLibrary implements AssetLibrary {
    private final InMemoryLibrary assets;
    private final Set<Integer> stored = ConcurrentHashMap.newKeySet();
    private final List<Optional<String>> sources = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile boolean holds;

    PicturedLibrary(InMemoryLibrary assets) {
        this.assets = assets;
    }

    static StoredPreview fetched(PreviewMedia media) {
        return new StoredPreview(Path.of("/fetched" + media.address().getPath()), "image/png");
    }

    static StoredPreview stored(int n) {
        return new StoredPreview(Path.of("/stored/" + n), "image/png");
    }

    /** From now on this preview of each asset is stored. */
    void store(int n) {
        stored.add(n);
    }

    /** From now on nothing that is fetched comes before its call is cancelled. */
    void holds() {
        holds = true;
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    /** For which source each was fetched. */
    List<Optional<String>> sources() {
        return sources;
    }

    @Override
    public Optional<StoredPreview> preview(PreviewMedia media, Call call) throws StowageException {
        sources.add(call.source());
        if (holds) {
            CountDownLatch cancelled = new CountDownLatch(1);
            try (Subscription ending = call.onCancel(cancelled::countDown)) {
                held.countDown();
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        call.check();
        return Optional.of(fetched(media));
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) {
        return stored.contains(n) ? Optional.of(stored(n)) : Optional.empty();
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return assets.search(query);
    }

    @Override
    public List<Asset> findByPath(Path path) {
        return assets.findByPath(path);
    }

    @Override
    public Optional<Asset> edit(Sha256 id, long version, Draft draft) {
        return assets.edit(id, version, draft);
    }

    @Override
    public Optional<Asset> recordCheck(Sha256 id, Check check) {
        return assets.recordCheck(id, check);
    }

    @Override
    public Optional<Asset> find(Sha256 id) {
        return assets.find(id);
    }

    @Override
    public List<Asset> findBySource(FileKey file) {
        return assets.findBySource(file);
    }

    @Override
    public Asset register(Asset asset) {
        return assets.register(asset);
    }

    @Override
    public void forget(Sha256 id) {
        assets.forget(id);
    }
}
