package dev.stowage.tck.own;

import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.tck.AssetRegistryContract;
import dev.stowage.tck.Capability;
import java.util.Set;

final class InMemoryLibraryContractTest extends AssetRegistryContract {
    @Override
    protected AssetRegistry create() {
        return new InMemoryLibrary();
    }

    @Override
    protected AssetRegistry reopen() {
        return new InMemoryLibrary();
    }

    @Override
    protected Set<Capability> unsupported() {
        return Set.of(Capability.DURABLE);
    }
}
