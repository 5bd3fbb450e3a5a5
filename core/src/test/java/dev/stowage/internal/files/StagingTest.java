package dev.stowage.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.FileKey;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.SafePath;
import dev.stowage.model.Samples;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path root;

    private final Staging staging = new Staging();

    @Test
    void liesInAHiddenFolderOfTheModelsFolder() throws Exception {
        Part part = staging.of(download("loras", "x.bin"));
        assertEquals(root.resolve(".stowage/parts"), part.folder().getParent());
        assertTrue(Files.isDirectory(part.folder()));
        assertFalse(part.exists());
        assertEquals(part.folder(), part.file().getParent());
        assertEquals(part.folder(), part.journal().getParent());
        assertFalse(Files.exists(root.resolve("loras")), "nobody needs that yet");
    }

    @Test
    void isPrivate() throws Exception {
        staging.of(download("loras", "x.bin"));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(".stowage"))));
    }

    @Test
    void isFoundAgainByWhoeverWantsTheSameFile() throws Exception {
        Download first = download("loras", "x.bin");
        Download later = again(new DownloadId("other"), first.owner(), Samples.KEY);
        assertEquals(staging.of(first), staging.of(later));
        assertEquals(staging.of(first), new Staging().of(first), "after a restart");
    }

    @Test
    void isNotSharedByOtherFilesAndUsers() throws Exception {
        Download first = download("loras", "x.bin");
        Download otherFile = again(first.id(), first.owner(), new FileKey("direct", "other"));
        Download otherUser = again(first.id(), new UserId("eve"), Samples.KEY);
        assertNotEquals(staging.of(first), staging.of(otherFile));
        assertNotEquals(staging.of(first), staging.of(otherUser));
    }

    @Test
    void staysWhereTheBytesAre() throws Exception {
        Path folder = root.resolve(".stowage/parts/before");
        Download fetched = download("vae", "x.bin").toBuilder()
                .partFolder(Optional.of(folder))
                .build();
        assertEquals(new Part(folder), staging.of(fetched));
        assertFalse(Files.exists(folder));
        assertEquals(new Part(folder), staging.open(fetched));
        assertTrue(Files.isDirectory(folder), "a transfer needs its folder");
    }

    @Test
    void liesOnTheFileSystemOfItsTarget() throws Exception {
        try (Mounted disk = Mounted.on(root.resolve("loras"))) {
            Part part = staging.of(download("loras", "sdxl", "x.bin"));
            assertEquals(root.resolve("loras/.stowage/parts"), part.folder().getParent());
            Part other = staging.of(download("vae", "x.bin"));
            assertEquals(root.resolve(".stowage/parts"), other.folder().getParent());
        }
    }

    @Test
    void liesInTheHighestFolderOfThatFileSystem() throws Exception {
        Files.createDirectories(root.resolve("loras/a"));
        try (Mounted disk = Mounted.on(root.resolve("loras/a/b"))) {
            Files.createDirectories(root.resolve("loras/a/b/c/d"));
            Part part = staging.of(download("loras", "a", "b", "c", "d", "x.bin"));
            assertEquals(root.resolve("loras/a/b/.stowage/parts"), part.folder().getParent());
        }
    }

    @Test
    void followsALinkThatIsTheFirstFolder() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/shm")), "no second file system at hand");
        Path disk = Files.createTempDirectory(Path.of("/dev/shm"), "stowage");
        try {
            assumeTrue(!Files.getFileStore(disk).equals(Files.getFileStore(root)), "the same file system");
            Files.createSymbolicLink(root.resolve("loras"), disk);
            Part part = staging.of(download("loras", "x.bin"));
            assertTrue(part.folder().toRealPath().startsWith(disk.toRealPath()));
            new Publisher().publish(written(part), place("loras", "x.bin"), file -> false);
            assertArrayEquals(BYTES, Files.readAllBytes(disk.resolve("x.bin")));
        } finally {
            delete(disk);
        }
    }

    @Test
    void doesNotFollowADeeperLinkOut(@TempDir Path outside) throws Exception {
        try (Mounted disk = Mounted.on(outside)) {
            Files.createDirectories(root.resolve("loras"));
            Files.createSymbolicLink(root.resolve("loras/sdxl"), outside);
            StowageException refusal =
                    assertThrows(StowageException.class, () -> staging.of(download("loras", "sdxl", "x.bin")));
            assertEquals(Codes.PATH_ESCAPES, refusal.problem().code());
            try (Stream<Path> files = Files.list(outside)) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    @Test
    void makesTheModelsFolder() throws Exception {
        root = root.resolve("not/there/yet");
        assertTrue(Files.isDirectory(staging.of(download("loras", "x.bin")).folder()));
    }

    @Test
    void quarantinesUnderWhatTheBytesAre() throws Exception {
        Download download = download("loras", "x.bin");
        Part part = written(staging.of(download));
        Files.writeString(part.journal(), "journal");
        Path kept = staging.quarantine(download, Samples.DIGESTS);
        assertEquals(root.resolve(".stowage/quarantine/" + Samples.GOOD.hex() + "/dragon.safetensors"), kept);
        assertArrayEquals(BYTES, Files.readAllBytes(kept));
        assertFalse(Files.exists(part.folder()));
        written(staging.of(download));
        assertEquals(kept, staging.quarantine(download, Samples.DIGESTS), "the same bytes once more");
    }

    @Test
    void quarantinesWhereTheBytesAre() throws Exception {
        try (Mounted disk = Mounted.on(root.resolve("loras"))) {
            Download first = download("loras", "x.bin");
            Part part = written(staging.of(first));
            Download moved = download("vae", "x.bin").toBuilder()
                    .partFolder(Optional.of(part.folder()))
                    .build();
            Path kept = staging.quarantine(moved, Samples.DIGESTS);
            assertTrue(kept.startsWith(root.resolve("loras/.stowage/quarantine")), kept.toString());
        }
    }

    @Test
    void isClearedAwayWhenItIsPlaced() throws Exception {
        Download download = download("loras", "x.bin");
        Part part = written(staging.of(download));
        staging.release(download);
        assertFalse(Files.exists(part.folder()));
        staging.release(download);
    }

    private static Part written(Part part) throws IOException {
        Files.createDirectories(part.folder());
        Files.write(part.file(), BYTES);
        return part;
    }

    private Download download(String first, String... more) {
        return Samples.in(Status.QUEUED).toBuilder()
                .placement(place(first, more))
                .build();
    }

    private Download again(DownloadId id, UserId owner, FileKey file) {
        return new DownloadBuilder(id, owner, Samples.submitted().reference(), Samples.NOW)
                .file(file)
                .name(Samples.NAME, false)
                .placement(place("loras", "x.bin"))
                .status(Status.QUEUED)
                .build();
    }

    private PlacementDecision place(String first, String... more) {
        return new PlacementDecision(root, SafePath.of(first, more), "rule", List.of(), List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
