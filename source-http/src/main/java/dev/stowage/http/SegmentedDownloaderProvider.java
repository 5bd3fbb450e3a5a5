package dev.stowage.http;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * Downloads over as many connections as are worth it, resumably, as {@code segmented}.
 *
 * @since 0.1
 */
public final class SegmentedDownloaderProvider implements Provider<Downloader> {
    private static final String LARGEST = "largest-file";
    private static final String PATIENCE = "slow-timeout";
    private static final String CONNECTIONS = "connections";
    private static final int MOST_CONNECTIONS = 16;

    @Override
    public Class<Downloader> port() {
        return Downloader.class;
    }

    @Override
    public String id() {
        return "segmented";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.withDefault(LARGEST, "The most bytes that a file may have, such as 200 GB.", "200 GB"),
                Setting.withDefault(
                        PATIENCE,
                        "How long a host may deliver less than 1 KiB a second until its connection is given up, such as 60s.",
                        "60s"),
                Setting.withDefault(
                        CONNECTIONS,
                        "The most connections over which one file comes, from 1 to " + MOST_CONNECTIONS + ".",
                        Integer.toString(MOST_CONNECTIONS)));
    }

    @Override
    public Downloader create(ProviderContext context) throws StowageException {
        String text = context.setting(LARGEST).orElseThrow();
        long largest = ByteSize.parse(text).orElseThrow(() -> unreadable(text));
        Rhythm rhythm = Rhythm.usual(HttpSettings.duration(context, PATIENCE));
        Gear.Settings settings =
                new Gear.Settings(context.clock(), rhythm, SegmentPlan.Sizes.USUAL, largest, connections(context));
        return new SegmentedDownloader(context.http(), context.threads(), settings);
    }

    private static int connections(ProviderContext context) throws StowageException {
        String text = context.setting(CONNECTIONS).orElseThrow().trim();
        int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST_CONNECTIONS) {
            throw new StowageException(HttpSettings.bad(
                    CONNECTIONS,
                    "\"" + text + "\" is no number of connections",
                    "Write a number from 1 to " + MOST_CONNECTIONS + "."));
        }
        return number;
    }

    private static StowageException unreadable(String text) {
        return new StowageException(
                HttpSettings.bad(LARGEST, "\"" + text + "\" is no amount of bytes", "Write it like 200 GB or 64 GiB."));
    }
}
