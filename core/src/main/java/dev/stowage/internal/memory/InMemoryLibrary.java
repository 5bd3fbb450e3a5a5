package dev.stowage.internal.memory;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Assets by identity. */
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
        return assets.values().stream()
                .filter(asset -> asset.origins().contains(file))
                .sorted(PAGES.order())
                .toList();
    }

    @Override
    public Asset register(Asset asset) {
        return assets.merge(asset.id(), asset, InMemoryLibrary::united);
    }

    @Override
    public void forget(Sha256 id) {
        assets.remove(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return PAGES.page(assets.values().stream().filter(a -> matches(a, query)), query.limit(), query.cursor());
    }

    @Override
    public Optional<Asset> edit(Sha256 id, long version, Draft draft) {
        boolean[] done = new boolean[1];
        Asset now = assets.computeIfPresent(id, (key, asset) -> {
            done[0] = asset.version() == version;
            return done[0] ? edited(asset, draft) : asset;
        });
        return done[0] ? Optional.ofNullable(now) : Optional.empty();
    }

    private static Asset edited(Asset asset, Draft draft) {
        return new Asset(
                asset.id(),
                asset.path(),
                asset.totalBytes(),
                draft,
                asset.origins(),
                asset.verdict(),
                asset.version() + 1,
                asset.registeredAt());
    }

    private static Asset united(Asset stored, Asset again) {
        Set<FileKey> origins = new LinkedHashSet<>(again.origins());
        origins.addAll(stored.origins());
        return new Asset(
                stored.id(),
                again.path(),
                again.totalBytes(),
                stored.card(),
                List.copyOf(origins),
                again.verdict(),
                stored.version(),
                stored.registeredAt());
    }

    private static boolean matches(Asset asset, AssetQuery query) {
        return query.type().map(asset.card().type()::equals).orElse(true)
                && query.baseModel()
                        .equals(query.baseModel().flatMap(wanted -> asset.card().baseModel()))
                && query.text().map(text -> contains(asset, text)).orElse(true);
    }

    private static boolean contains(Asset asset, String text) {
        List<String> words = new ArrayList<>(asset.card().tags());
        words.addAll(asset.card().triggerWords());
        words.add(asset.card().name());
        String wanted = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
