package dev.stowage.http;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * Downloads over one connection at a time, resumably, as {@code single-stream}.
 *
 * @since 0.1
 */
public final class SingleStreamDownloaderProvider implements Provider<Downloader> {
    private static final String LARGEST = "largest-file";
    private static final String PATIENCE = "slow-timeout";

    @Override
    public Class<Downloader> port() {
        return Downloader.class;
    }

    @Override
    public String id() {
        return "single-stream";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.withDefault(LARGEST, "The most bytes that a file may have, such as 200 GB.", "200 GB"),
                Setting.withDefault(
                        PATIENCE,
                        "How long a host may deliver less than 1 KiB a second until its connection is given up, such as 60s.",
                        "60s"));
    }

    @Override
    public Downloader create(ProviderContext context) throws StowageException {
        String text = context.setting(LARGEST).orElseThrow();
        long largest = ByteSize.parse(text).orElseThrow(() -> unreadable(text));
        Rhythm rhythm = Rhythm.usual(HttpSettings.duration(context, PATIENCE));
        return new SingleStreamDownloader(context.http(), new SingleStream.Settings(context.clock(), rhythm, largest));
    }

    private static StowageException unreadable(String text) {
        return new StowageException(
                HttpSettings.bad(LARGEST, "\"" + text + "\" is no amount of bytes", "Write it like 200 GB or 64 GiB."));
    }
}
