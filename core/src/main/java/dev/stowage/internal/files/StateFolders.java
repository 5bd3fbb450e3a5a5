package dev.stowage.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A private folder for each provider: below the data folder, or a temporary one that goes with this Stowage when nothing is kept. */
public final class StateFolders implements AutoCloseable {
    private final Optional<Path> data;
    private @Nullable Path temporary;

    public StateFolders(Optional<Path> data) {
        this.data = data;
    }

    /** The folder of one provider; it exists afterwards. */
    public synchronized Path of(String id) throws IOException {
        return WorkArea.privately(root().resolve(id));
    }

    /** Removes what was temporary. */
    @Override
    public synchronized void close() {
        if (temporary == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException leftBehind) {
            // a temporary folder that the system clears in its own time
        }
        temporary = null;
    }

    private Path root() throws IOException {
        if (data.isPresent()) {
            return data.get().resolve("providers");
        }
        if (temporary == null) {
            temporary = Files.createTempDirectory("stowage");
        }
        return temporary;
    }
}
