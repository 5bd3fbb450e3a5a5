package dev.stowage.tck.selftest;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.tck.DownloaderContract;
import dev.stowage.tck.selftest.PlainDownloader.Flaw;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DownloaderContractIsStrictTest {
    private static final Set<Flaw> FLAWS = EnumSet.noneOf(Flaw.class);

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        FLAWS.clear();
        FLAWS.add(flaw);
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. */
    static final class Flawed extends DownloaderContract {
        @Override
        protected Downloader create(HttpGateway http) {
            return new PlainDownloader(http, EnumSet.copyOf(FLAWS));
        }
    }
}
