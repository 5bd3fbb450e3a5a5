package dev.stowage.tck;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Check;
import dev.stowage.model.Download;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes assets that break whatever handles them carelessly, out of what {@link RandomDownloads} makes: none, one or several origins, with
 * and without what their sources said, checked and not. The same seed makes the same assets, all of them of different bytes. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class RandomAssets {
    private static final List<Check.Condition> CONDITIONS = List.of(Check.Condition.values());

    private final RandomDownloads downloads;
    private final Random random;
    private int made;

    /** @param seed chooses the assets */
    public RandomAssets(long seed) {
        downloads = new RandomDownloads(seed);
        random = new Random(seed);
    }

    /** The next asset; its version is 1. */
    public Asset next() {
        made++;
        Download download = registering();
        List<AssetOrigin> origins = origins();
        return Asset.builder(
                        new Sha256("%064x".formatted(made)),
                        download.filePath().orElseThrow(),
                        download.draft().orElseThrow(),
                        download.createdAt().plusNanos(made))
                .totalBytes(download.receivedBytes())
                .origins(origins)
                .previews(origins.stream()
                        .flatMap(origin -> origin.model().stream())
                        .map(ModelInfo::previews)
                        .flatMap(List::stream)
                        .distinct()
                        .toList())
                .verdict(random.nextBoolean() ? Verdict.MATCH : Verdict.UNPUBLISHED)
                .check(maybe(new Check(CONDITIONS.get(random.nextInt(CONDITIONS.size())), download.updatedAt())))
                .build();
    }

    private List<AssetOrigin> origins() {
        Set<FileKey> files = new LinkedHashSet<>();
        return Stream.generate(this::registering)
                .limit(random.nextInt(4))
                .filter(download -> files.add(download.file().orElseThrow()))
                .map(this::origin)
                .toList();
    }

    private AssetOrigin origin(Download download) {
        return new AssetOrigin(
                download.file().orElseThrow(),
                maybe(download.model().orElseThrow()),
                maybe(download.reference()),
                download.updatedAt());
    }

    private Download registering() {
        return downloads.next(Status.REGISTERING);
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
