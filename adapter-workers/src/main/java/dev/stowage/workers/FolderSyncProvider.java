package dev.stowage.workers;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.WorkerSync;

/**
 * Provides the {@link WorkerSync} for workers whose models lie in a folder of this machine, local or mounted. A worker has the setting
 * {@code path}, an absolute folder; the provider itself has none.
 *
 * @since 0.1
 */
public final class FolderSyncProvider implements Provider<WorkerSync> {
    @Override
    public Class<WorkerSync> port() {
        return WorkerSync.class;
    }

    @Override
    public String id() {
        return "folder";
    }

    @Override
    public WorkerSync create(ProviderContext context) {
        return new FolderSync(context.clock());
    }
}
