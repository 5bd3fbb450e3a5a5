package dev.stowage.internal.engine;

import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.FileInspector;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.Storage;

/** The ports that the engine works with, each guarded. */
public record Ports(
        Storage storage,
        Downloader downloader,
        HashVerifier verifier,
        PlacementPolicy policy,
        FileInspector inspector,
        AssetRegistry registry,
        Resolvers resolvers,
        SyncEngines syncs) {}
