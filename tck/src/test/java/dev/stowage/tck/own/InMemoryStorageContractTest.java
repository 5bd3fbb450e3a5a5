package dev.stowage.tck.own;

import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.spi.Storage;
import dev.stowage.tck.Capability;
import dev.stowage.tck.StorageContract;
import java.util.Set;

final class InMemoryStorageContractTest extends StorageContract {
    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }

    @Override
    protected Storage reopen() {
        return new InMemoryStorage();
    }

    @Override
    protected Set<Capability> unsupported() {
        return Set.of(Capability.DURABLE);
    }
}
