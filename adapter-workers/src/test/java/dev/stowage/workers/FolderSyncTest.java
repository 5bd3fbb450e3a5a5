package dev.stowage.workers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.ModelType;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSyncTest {
    private static final SafePath PLACE = SafePath.parse("loras/dragon.safetensors");
    private static final Reflink NEVER = (source, copy) -> false;

    @TempDir
    Path folder;

    private Path models = Path.of("");
    private Path root = Path.of("");
    private byte[] bytes = {};

    @BeforeEach
    void create() throws Exception {
        models = Files.createDirectories(folder.resolve("models/loras"));
        root = Files.createDirectory(folder.resolve("gpu-1"));
        bytes = new byte[20 << 20];
        new Random(3).nextBytes(bytes);
        Files.write(models.resolve("dragon.safetensors"), bytes);
    }

    @Test
    void tellsHowMuchHasArrived() throws Exception {
        List<SyncState> told = new ArrayList<>();
        new FolderSync(Clock.systemUTC(), NEVER)
                .deliver(replica(), List.of(worker()), (id, state) -> told.add(state), FakeCall.local());
        assertEquals(
                List.of(8L << 20, 16L << 20, 20L << 20, 20L << 20),
                told.stream().map(SyncState::bytesDone).toList());
        assertEquals(Phase.DONE, told.get(3).phase());
    }

    @Test
    void takesASharedCopyWhereThereIsOne() throws Exception {
        Reflink shared = (source, copy) -> {
            Files.copy(source, copy);
            return true;
        };
        assertEquals(Phase.DONE, delivered(shared).phase());
        assertArrayEquals(bytes, Files.readAllBytes(root.resolve("loras/dragon.safetensors")));
    }

    @Test
    void aSharedCopyIsProvenToo() throws Exception {
        Reflink broken = (source, copy) -> {
            Files.write(copy, new byte[bytes.length]);
            return true;
        };
        assertEquals(
                Codes.HASH_MISMATCH, delivered(broken).problem().orElseThrow().code());
        assertEquals(List.of(), files(root));
    }

    @Test
    void leavesNothingBesideTheFile() throws Exception {
        Path work = Files.createDirectories(root.resolve("loras/.stowage"));
        String id = replica().asset().id().hex();
        Files.write(work.resolve(id + ".crashed.part"), new byte[] {1});
        delivered(NEVER);
        assertEquals(List.of(root.resolve("loras/dragon.safetensors")), files(root));
        assertFalse(Files.exists(work));
    }

    @Test
    void aCopyThatSomebodyClearedAwayIsTriedAgain() throws Exception {
        Path work = root.resolve("loras/.stowage");
        List<SyncState> told = new ArrayList<>();
        new FolderSync(Clock.systemUTC(), NEVER)
                .deliver(
                        replica(),
                        List.of(worker()),
                        (id, state) -> {
                            told.add(state);
                            if (state.phase() == Phase.RUNNING) {
                                clear(work);
                            }
                        },
                        FakeCall.local());
        Problem problem = told.get(told.size() - 1).problem().orElseThrow();
        assertTrue(problem.retryable(), problem.message());
        assertEquals(List.of(), files(root));
        assertEquals(Phase.DONE, delivered(NEVER).phase());
    }

    @Test
    void tellsItsFolder() throws Exception {
        assertEquals(Optional.of(root), new FolderSync(Clock.systemUTC()).folder(worker()));
    }

    @Test
    void leavesAnUnmountedFolderAlone() throws Exception {
        Files.delete(root);
        Problem problem = delivered(NEVER).problem().orElseThrow();
        assertEquals(Codes.WORKER_UNREACHABLE, problem.code());
        assertTrue(problem.message().contains(root.toString()), problem.message());
        assertFalse(Files.exists(root));
        Files.createDirectory(root);
        assertEquals(Phase.DONE, delivered(NEVER).phase());
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("loras"), outside);
        assertEquals(
                Codes.PATH_ESCAPES, delivered(NEVER).problem().orElseThrow().code());
        assertEquals(List.of(), files(outside));
        Files.delete(root.resolve("loras"));
        Files.createSymbolicLink(root.resolve("loras"), folder.resolve("nowhere"));
        assertEquals(Phase.FAILED, delivered(NEVER).phase());
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void aLinkUnderTheNameIsSomebodyElses() throws Exception {
        Files.createDirectory(root.resolve("loras"));
        Files.createSymbolicLink(root.resolve("loras/dragon.safetensors"), models.resolve("dragon.safetensors"));
        assertEquals(
                Codes.TARGET_EXISTS, delivered(NEVER).problem().orElseThrow().code());
    }

    @Test
    void neverRemovesTheFileOfTheModelsFolderItself() throws Exception {
        Worker same = new Worker(
                new WorkerId("gpu-1"),
                "folder",
                Set.of(),
                Map.of("path", folder.resolve("models").toString()));
        FolderSync engine = new FolderSync(Clock.systemUTC());
        assertThrows(StowageException.class, () -> engine.remove(replica(), same, FakeCall.local()));
        assertTrue(Files.exists(models.resolve("dragon.safetensors")));
    }

    @Test
    void aFileThatIsNotHereIsTold() throws Exception {
        Replica gone = replica();
        Files.delete(models.resolve("dragon.safetensors"));
        List<SyncState> told = new ArrayList<>();
        new FolderSync(Clock.systemUTC())
                .deliver(gone, List.of(worker()), (id, state) -> told.add(state), FakeCall.local());
        assertEquals(Codes.MISSING, told.get(0).problem().orElseThrow().code());
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        FolderSync engine = new FolderSync(Clock.systemUTC());
        for (Map<String, String> settings : List.of(
                Map.<String, String>of(), Map.of("path", "/x", "host", "y"), Map.of("path", "x"), Map.of("path", ""))) {
            Worker worker = new Worker(new WorkerId("gpu-1"), "folder", Set.of(), settings);
            StowageException refused = assertThrows(StowageException.class, () -> engine.check(worker));
            assertEquals(Codes.BAD_WORKER, refused.problem().code());
        }
    }

    private SyncState delivered(Reflink reflink) throws Exception {
        List<SyncState> told = new ArrayList<>();
        new FolderSync(Clock.systemUTC(), reflink)
                .deliver(replica(), List.of(worker()), (id, state) -> told.add(state), FakeCall.local());
        return told.get(told.size() - 1);
    }

    private Worker worker() {
        return new Worker(new WorkerId("gpu-1"), "folder", Set.of(), Map.of("path", root.toString()));
    }

    private Replica replica() throws Exception {
        Draft card = new Draft(
                "dragon",
                ModelType.LORA,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        Asset asset = Asset.builder(
                        new Sha256(HexFormat.of().formatHex(digest)),
                        models.resolve("dragon.safetensors"),
                        card,
                        Instant.EPOCH)
                .totalBytes(bytes.length)
                .build();
        return new Replica(asset, PLACE);
    }

    private static void clear(Path folder) {
        try {
            for (Path file : files(folder)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
