package dev.stowage.http;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.Capability;
import dev.stowage.tck.DownloaderContract;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.util.Set;

final class SingleStreamDownloaderContractTest extends DownloaderContract {
    @Override
    protected Downloader create(HttpGateway http) throws StowageException {
        SingleStreamDownloaderProvider provider = new SingleStreamDownloaderProvider();
        return provider.create(new FakeProviderContext(provider, Path.of("never used")).http(http));
    }

    /** It compares its journal with the one in place when it records, not before each write. */
    @Override
    protected Set<Capability> unsupported() {
        return Set.of(Capability.SEVERAL_ORIGINS, Capability.FENCING);
    }
}
