package dev.stowage.http;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.OwnListeners;
import dev.stowage.tck.DownloaderContract;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.Dns;

/** The contract over the real HTTP stack. */
class SegmentedContractTest extends DownloaderContract {
    @Override
    protected Downloader create(HttpGateway http) {
        Rhythm rhythm = Rhythm.usual(Duration.ofMinutes(1));
        return new SegmentedDownloader(
                http, Rig::daemon, new Gear.Settings(Clock.systemUTC(), rhythm, SegmentPlan.Sizes.USUAL, 1L << 40, 16));
    }

    @Override
    protected HttpGateway gateway(Duration patience) {
        OwnListeners none = Set::of;
        return new GuardedHttp(
                new HttpSettings(patience, patience, patience, Cidr.parseList("127.0.0.0/8"), "Stowage/test"),
                new Surroundings(Clock.systemUTC(), Optional.empty(), none, Dns.SYSTEM, platform -> {}));
    }
}
