package dev.stowage.workers;

import dev.stowage.model.SafePath;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.WorkerSync;
import dev.stowage.tck.WorkerSyncContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** On the file system of the assets. */
class FolderSyncContractTest extends WorkerSyncContract {
    @TempDir
    Path there;

    /** Where the workers' folders are. */
    Path workers() throws IOException {
        return there;
    }

    @Override
    protected WorkerSync create() {
        return new FolderSync(Clock.systemUTC());
    }

    @Override
    protected Worker worker(WorkerId id) throws IOException {
        Path root = Files.createDirectories(workers().resolve(id.text()));
        return new Worker(id, "folder", Set.of(), Map.of("path", root.toString()));
    }

    @Override
    protected Worker unreachable(WorkerId id) throws IOException {
        return new Worker(
                id,
                "folder",
                Set.of(),
                Map.of("path", workers().resolve("unmounted").toString()));
    }

    @Override
    protected Worker meaningless(WorkerId id) {
        return new Worker(id, "folder", Set.of(), Map.of("path", "relative/folder"));
    }

    @Override
    protected void place(Worker worker, SafePath path, byte[] content) throws IOException {
        Path file = file(worker, path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    protected Optional<byte[]> content(Worker worker, SafePath path) throws IOException {
        Path file = file(worker, path);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static Path file(Worker worker, SafePath path) {
        return path.resolveUnder(
                Path.of(Optional.ofNullable(worker.settings().get("path")).orElseThrow()));
    }
}
