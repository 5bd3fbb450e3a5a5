package dev.stowage.registry;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the library is told.
 *
 * @param fetching which previews are fetched
 * @param folder where their bytes lie
 * @param perAsset how many of one asset
 * @param limits what one may cost
 * @param cacheBytes how many bytes of previews that belong to no asset are kept
 * @param farewell how long closing waits for new ones
 */
record LibrarySettings(
        Fetching fetching, Path folder, int perAsset, PreviewLimits limits, long cacheBytes, Duration farewell) {
    private static final String FETCHING = "previews";
    private static final String FOLDER = "previews-folder";
    private static final String PER_ASSET = "previews-per-asset";
    private static final String IMAGE = "largest-image-mib";
    private static final String VIDEO = "largest-video-mib";
    private static final String PATIENCE = "preview-timeout-seconds";
    private static final String CACHE = "preview-cache-mib";
    private static final String FAREWELL = "closing-wait-seconds";
    private static final int MOST = 100_000;

    static List<Setting> declared() {
        return List.of(
                Setting.withDefault(
                        FETCHING,
                        "Which previews are fetched: all that are missing, new ones of what is registered now, or off.",
                        "all"),
                Setting.optional(
                        FOLDER, "The folder for the bytes of previews; a folder of the library's own when unset."),
                Setting.withDefault(PER_ASSET, "How many previews of one asset are kept.", "20"),
                Setting.withDefault(IMAGE, "The most MiB that a picture may have.", "10"),
                Setting.withDefault(VIDEO, "The most MiB that a clip may have.", "50"),
                Setting.withDefault(PATIENCE, "How many seconds one preview may take.", "60"),
                Setting.withDefault(
                        CACHE,
                        "How many MiB of previews are kept for what is looked at before it is registered.",
                        "256"),
                Setting.withDefault(FAREWELL, "How many seconds closing waits for previews of what is new.", "3"));
    }

    static LibrarySettings of(ProviderContext context) throws StowageException {
        PreviewLimits limits = new PreviewLimits(
                (long) number(context, IMAGE) << 20,
                (long) number(context, VIDEO) << 20,
                Duration.ofSeconds(number(context, PATIENCE)));
        return new LibrarySettings(
                fetching(context),
                folder(context),
                number(context, PER_ASSET),
                limits,
                (long) number(context, CACHE) << 20,
                Duration.ofSeconds(number(context, FAREWELL)));
    }

    private static Fetching fetching(ProviderContext context) throws StowageException {
        String text = context.setting(FETCHING).orElseThrow();
        try {
            return Fetching.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad(FETCHING, text, "Write all, new or off.", e);
        }
    }

    private static Path folder(ProviderContext context) throws StowageException {
        String text = context.setting(FOLDER).orElse("");
        try {
            return text.isBlank()
                    ? context.stateFolder().resolve("previews")
                    : Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw bad(FOLDER, text, "Write the path of a folder.", e);
        }
    }

    private static int number(ProviderContext context, String key) throws StowageException {
        String text = context.setting(key).orElseThrow();
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(key, text, "Write a whole number.", e);
        }
        throw bad(key, text, "Write a number from 0 to " + MOST + ".", new IllegalArgumentException(key));
    }

    private static StowageException bad(String key, String text, String advice, Exception cause) {
        return new StowageException(
                Problem.of(
                        Problem.Kind.USAGE,
                        Codes.BAD_CONFIG,
                        "read the setting " + key,
                        "\"" + text + "\" cannot be meant",
                        advice),
                cause);
    }
}
