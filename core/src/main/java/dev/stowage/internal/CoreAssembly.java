package dev.stowage.internal;

import dev.stowage.api.Assembly;
import dev.stowage.api.Wiring;
import dev.stowage.internal.engine.Engine;
import dev.stowage.internal.engine.GivenTokens;
import dev.stowage.internal.engine.Ports;
import dev.stowage.internal.engine.Resolvers;
import dev.stowage.internal.engine.Setup;
import dev.stowage.internal.engine.SyncEngines;
import dev.stowage.internal.engine.TokenDesk;
import dev.stowage.internal.files.Ownership;
import dev.stowage.internal.files.StateFolders;
import dev.stowage.internal.hashing.TrailingVerifier;
import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.internal.placement.LayoutPreset;
import dev.stowage.internal.placement.RulePlacementPolicy;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.internal.plugin.ProviderCatalog;
import dev.stowage.internal.plugin.StartProblems;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.FileInspector;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/** Puts a Stowage together: ground first, then the ports that stand on it, then the engine. All problems are told at once. */
public final class CoreAssembly implements Assembly {
    @Override
    public Running assemble(Wiring wiring) throws StowageException {
        StartProblems problems = new StartProblems();
        if (wiring.folders().models().isEmpty()) {
            problems.add("no models folder is given");
        }
        StateFolders folders = new StateFolders(wiring.folders().data());
        ThreadFactory threads = wiring.ground().threads().orElseGet(DaemonThreads::new);
        ProviderCatalog catalog = new ProviderCatalog(wiring, problems, new LentHost(wiring, threads, folders));
        Ownership ownership = new Ownership(
                wiring.folders().data(), wiring.ground().clock(), wiring.role().purpose());
        Runnable closing = () -> {
            try (ownership;
                    folders) {
                catalog.close();
            }
        };
        try {
            return engine(wiring, catalog, new Lifetime(threads, ownership, closing));
        } catch (PluginDefectException e) {
            closing.run();
            throw new StowageException(e.problem(), e);
        } catch (StowageException | RuntimeException e) {
            closing.run();
            throw e;
        }
    }

    private static Engine engine(Wiring wiring, ProviderCatalog catalog, Lifetime lifetime) throws StowageException {
        Optional<Storage> storage = catalog.one(Storage.class, InMemoryStorage::new);
        AtomicReference<Resolvers> resolvers = new AtomicReference<>(new Resolvers(Map.of()));
        GivenTokens given = GivenTokens.of(wiring.tokens(), catalog.problems());
        TokenDesk tokens = new TokenDesk(storage.orElseGet(InMemoryStorage::new).tokens(), given, resolvers::get);
        storage.ifPresent(catalog.host()::lend);
        catalog.host().lend(tokens);
        catalog.oneIfAny(HttpGateway.class).ifPresent(catalog.host()::lend);
        Resolvers sources = resolvers(catalog);
        resolvers.set(sources);
        given.check(sources, catalog.problems());
        int processors = Runtime.getRuntime().availableProcessors();
        Optional<Downloader> downloader = catalog.one(Downloader.class);
        Optional<HashVerifier> verifier =
                catalog.one(HashVerifier.class, () -> new TrailingVerifier(lifetime.threads(), processors));
        Optional<PlacementPolicy> policy =
                catalog.one(PlacementPolicy.class, () -> new RulePlacementPolicy(LayoutPreset.COMFYUI));
        Optional<FileInspector> inspector =
                catalog.one(FileInspector.class, () -> (name, bytes) -> Inspection.CANNOT_TELL);
        Optional<AssetRegistry> registry = catalog.one(AssetRegistry.class, InMemoryLibrary::new);
        SyncEngines engines = engines(catalog);
        catalog.problems().check();
        Ports ports = new Ports(
                storage.orElseThrow(),
                downloader.orElseThrow(),
                verifier.orElseThrow(),
                policy.orElseThrow(),
                inspector.orElseThrow(),
                registry.orElseThrow(),
                sources,
                engines);
        return new Engine(setup(wiring, catalog, lifetime), ports, tokens);
    }

    private static Setup setup(Wiring wiring, ProviderCatalog catalog, Lifetime lifetime) {
        return new Setup(
                wiring.folders().models().orElseThrow(),
                wiring.ground().clock(),
                wiring.ground().limits(),
                lifetime.threads(),
                lifetime.ownership(),
                wiring.role().scope(),
                catalog.reports(),
                lifetime.closing());
    }

    /** What begins before the engine and ends after it. */
    private record Lifetime(ThreadFactory threads, Ownership ownership, Runnable closing) {}

    private static SyncEngines engines(ProviderCatalog catalog) {
        Map<String, WorkerSync> byId = new LinkedHashMap<>();
        catalog.all(WorkerSync.class).forEach(engine -> byId.putIfAbsent(engine.id(), engine.instance()));
        return new SyncEngines(byId);
    }

    private static Resolvers resolvers(ProviderCatalog catalog) {
        Map<String, SourceResolver> byId = new LinkedHashMap<>();
        for (ProviderCatalog.Named<SourceResolver> source : catalog.all(SourceResolver.class)) {
            byId.putIfAbsent(source.id(), source.instance());
        }
        return new Resolvers(byId);
    }
}
