package dev.stowage.registry;

import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Previews of what is no asset, as long as there is room: those that nobody has looked at for longest go first. What is there is read off the
 * disk, where the time of a file says when it was last looked at.
 */
final class PreviewCache {
    /** Each has a folder of its own, because what the bytes are is known only with them. */
    static final int ONLY = 0;

    private final Path root;
    private final PreviewFiles files;
    private final long most;
    private final Clock clock;

    PreviewCache(Path root, long most, Clock clock) {
        this.root = root;
        this.files = new PreviewFiles(root);
        this.most = most;
        this.clock = clock;
    }

    PreviewFiles files() {
        return files;
    }

    /** What is kept of an address; it counts as looked at. */
    Optional<StoredPreview> find(Sha256 key) {
        return Arrays.stream(Media.values())
                .map(media -> new StoredPreview(files.file(key, media.fileName(ONLY)), media.type()))
                .filter(kept -> touched(kept.file()))
                .findFirst();
    }

    /** There is one more: others may have to go. */
    StoredPreview keep(Sha256 key, FetchedPreview fetched) {
        Path file = files.file(key, fetched.file());
        touched(file);
        trim(file);
        return new StoredPreview(file, fetched.media().type());
    }

    private boolean touched(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (IOException e) {
            return Files.isRegularFile(file);
        }
    }

    private synchronized void trim(Path newest) {
        List<Kept> all = all();
        long surplus = all.stream().mapToLong(Kept::bytes).sum() - most;
        all.removeIf(kept -> kept.file().equals(newest));
        all.sort(Comparator.comparing(Kept::seen));
        for (Kept oldest : all) {
            if (surplus <= 0) {
                return;
            }
            files.remove(oldest.key());
            surplus -= oldest.bytes();
        }
    }

    /** Parts of files that are just being fetched are nobody's yet. */
    private List<Kept> all() {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> path.getFileName().toString().startsWith(ONLY + "."))
                    .forEach(path -> kept(path).ifPresent(all::add));
        } catch (IOException | UncheckedIOException e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.DEBUG, "Kept previews could not be counted", e);
        }
        return all;
    }

    private static Optional<Kept> kept(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Path folder = file.getParent();
            Optional<Sha256> key =
                    folder == null ? Optional.empty() : Sha256.parse(String.valueOf(folder.getFileName()));
            return key.map(of -> new Kept(of, file, attributes.size(), attributes.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty(); // it has gone meanwhile
        }
    }

    /**
     * One that is there.
     *
     * @param key names it
     * @param file its bytes
     * @param bytes how many
     * @param seen when somebody last looked at it
     */
    private record Kept(Sha256 key, Path file, long bytes, FileTime seen) {}
}
