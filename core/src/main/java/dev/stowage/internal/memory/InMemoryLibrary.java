package dev.stowage.internal.memory;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Assets by identity. It keeps no bytes, so it has no previews. */
public final class InMemoryLibrary implements AssetLibrary {
    private static final Pages<Asset> PAGES =
            new Pages<>(Asset::registeredAt, asset -> asset.id().hex());

    private final Map<Sha256, Asset> assets = new ConcurrentHashMap<>();

    @Override
    public Optional<Asset> find(Sha256 id) {
        return Optional.ofNullable(assets.get(id));
    }

    @Override
    public List<Asset> findBySource(FileKey file) {
        return newestFirst(asset -> asset.cameFrom(file));
    }

    @Override
    public List<Asset> findByPath(Path path) {
        return newestFirst(asset -> asset.path().equals(path));
    }

    @Override
    public Asset register(Asset asset) {
        return assets.merge(asset.id(), asset, Asset::registeredAgain);
    }

    @Override
    public void forget(Sha256 id) {
        assets.remove(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return PAGES.page(assets.values().stream().filter(query::holdsFor), query.limit(), query.cursor());
    }

    @Override
    public Optional<Asset> edit(Sha256 id, long version, Draft draft) {
        boolean[] done = new boolean[1];
        Asset now = assets.computeIfPresent(id, (key, asset) -> {
            done[0] = asset.version() == version;
            return done[0] ? asset.edited(draft) : asset;
        });
        return done[0] ? Optional.ofNullable(now) : Optional.empty();
    }

    @Override
    public Optional<Asset> recordCheck(Sha256 id, Check check) {
        return Optional.ofNullable(assets.computeIfPresent(id, (key, asset) -> asset.checked(check)));
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) {
        return Optional.empty();
    }

    private List<Asset> newestFirst(Predicate<Asset> wanted) {
        return assets.values().stream().filter(wanted).sorted(PAGES.order()).toList();
    }
}
