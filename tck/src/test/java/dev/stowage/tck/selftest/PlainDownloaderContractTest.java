package dev.stowage.tck.selftest;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.tck.DownloaderContract;
import java.util.Set;

final class PlainDownloaderContractTest extends DownloaderContract {
    @Override
    protected Downloader create(HttpGateway http) {
        return new PlainDownloader(http, Set.of());
    }
}
