package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
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
        return List.of(Setting.withDefault(LARGEST, "The most bytes that a file may have, such as 200 GB.", "200 GB"));
    }

    @Override
    public Downloader create(ProviderContext context) throws StowageException {
        String text = context.setting(LARGEST).orElseThrow();
        long largest = ByteSize.parse(text).orElseThrow(() -> unreadable(text));
        return new SingleStreamDownloader(
                context.http(), new SingleStream.Settings(context.clock(), Rhythm.usual(), largest));
    }

    private static StowageException unreadable(String text) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "use the setting " + LARGEST,
                "\"" + text + "\" is no amount of bytes",
                "Write it like 200 GB or 64 GiB."));
    }
}
