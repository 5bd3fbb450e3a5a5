package dev.stowage.example;

import dev.stowage.model.Asset;
import dev.stowage.model.FileKey;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A registry as a host might have one: four methods over its own table of models, which here is a map. */
final class OurRegistry implements AssetRegistry {
    private final Map<Sha256, Asset> table = new ConcurrentHashMap<>();

    @Override
    public Optional<Asset> find(Sha256 id) {
        return Optional.ofNullable(table.get(id));
    }

    @Override
    public List<Asset> findBySource(FileKey file) {
        return table.values().stream().filter(asset -> asset.cameFrom(file)).toList();
    }

    @Override
    public Asset register(Asset asset) {
        table.put(asset.id(), asset);
        return asset;
    }

    @Override
    public void forget(Sha256 id) {
        table.remove(id);
    }
}
