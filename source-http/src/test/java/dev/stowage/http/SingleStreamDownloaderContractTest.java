package dev.stowage.http;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.OwnListeners;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.DownloaderContract;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.Dns;

final class SingleStreamDownloaderContractTest extends DownloaderContract {
    @Override
    protected Downloader create(HttpGateway http) throws StowageException {
        SingleStreamDownloaderProvider provider = new SingleStreamDownloaderProvider();
        return provider.create(new FakeProviderContext(provider, Path.of("never used")).http(http));
    }

    /** The real way to the origin. */
    @Override
    protected HttpGateway gateway() {
        Duration second = Duration.ofSeconds(1);
        OwnListeners none = Set::of;
        return new GuardedHttp(
                new HttpSettings(second, second, second, Cidr.parseList("127.0.0.0/8"), "Stowage/test"),
                new Surroundings(Clock.systemUTC(), Optional.empty(), none, Dns.SYSTEM, platform -> {}));
    }
}
