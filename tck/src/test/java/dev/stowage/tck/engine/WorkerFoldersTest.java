package dev.stowage.tck.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Stowage;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folders of workers lie apart, from the models folder and from each other. */
@Timeout(60)
class WorkerFoldersTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private Path models = Path.of("");
    private Stowage stowage;

    @BeforeEach
    void create() throws Exception {
        folder = temporary.toRealPath();
        models = Files.createDirectories(folder.resolve("data/models"));
        stowage = World.started(new World(models).wired().use(WorkerSync.class, "fake", new FakeEngine()));
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void oneThatIsInTheModelsFolderIsRefused() throws Exception {
        Path inside = Files.createDirectories(models.resolve("gpu"));
        Problem within = refused("gpu-1", inside);
        assertEquals(
                "Could not use worker gpu-1: its folder " + inside + " is within the models folder, " + models
                        + ". Give it a folder of its own.",
                within.message());
        assertTrue(refused("gpu-1", models).why().endsWith(models + " is the models folder"));
        assertTrue(refused("gpu-1", folder).why().contains("contains the models folder"));
        refused("gpu-1", models.resolve("not/there"));
        refused("gpu-1", models.resolve("../models/gpu"));
        assertEquals(List.of(), stowage.workers().list());
    }

    @Test
    void linksAreFollowed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), models);
        refused("gpu-1", link);
        refused("gpu-1", link.resolve("not-there"));
        Path early = Files.createSymbolicLink(folder.resolve("early"), Path.of("data/models/not-yet"));
        refused("gpu-1", early);
        refused("gpu-1", early.resolve("deeper"));
        Path circle = folder.resolve("circle");
        put("gpu-0", Files.createSymbolicLink(circle, circle).resolve("x"));
        Path own = Files.createDirectory(folder.resolve("own"));
        put("gpu-1", own);
        refused("gpu-2", Files.createSymbolicLink(folder.resolve("other"), own));
    }

    @Test
    void oneThatAnotherWorkerHasIsRefused() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        put("gpu-1", own);
        assertTrue(refused("gpu-2", own).why().endsWith(own + " is the folder of worker gpu-1"));
        assertTrue(
                refused("gpu-2", own.resolve("deeper")).why().endsWith("is within the folder of worker gpu-1, " + own));
        put("gpu-2", folder.resolve("owner"));
        put("gpu-1", own.resolve("deeper"));
        put("gpu-3", own.resolve("deep"));
        assertTrue(refused("gpu-3", own).why().contains("contains the folder of worker gpu-1"));
    }

    @Test
    void oneThatStaysWhereItIsIsAlwaysAccepted() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        put("gpu-1", own);
        Files.delete(own);
        Files.createSymbolicLink(own, models);
        stowage.workers().put(worker("gpu-1", own).enabled(false));
        stowage.workers().put(new Worker(new WorkerId("gpu-2"), "fake", Set.of(), Map.of()));
    }

    private void put(String id, Path path) throws StowageException {
        stowage.workers().put(worker(id, path));
    }

    private Problem refused(String id, Path path) {
        Problem problem =
                assertThrows(StowageException.class, () -> put(id, path)).problem();
        assertEquals(Codes.BAD_WORKER, problem.code());
        assertEquals(Problem.Kind.USAGE, problem.kind());
        return problem;
    }

    private static Worker worker(String id, Path path) {
        return new Worker(new WorkerId(id), "fake", Set.of(), Map.of("path", path.toString()));
    }
}
