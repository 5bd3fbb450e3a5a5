package dev.stowage.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final byte[] BYTES = "the accepted bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHERS = "bytes of somebody else".getBytes(StandardCharsets.UTF_8);

    /** A file system without hard links. */
    private static final FinalName WITHOUT_LINKS = (source, target) -> new Claim(source, target).give();

    @TempDir
    Path root;

    private final Publisher publisher = new Publisher();
    private Path target;
    private Part part;

    @BeforeEach
    void stage() throws Exception {
        target = root.resolve("loras/x.bin");
        part = staged(BYTES);
    }

    @Test
    void givesTheFinalNameWithModeAndFolders() throws Exception {
        Files.setPosixFilePermissions(part.file(), PosixFilePermissions.fromString("rw-------"));
        assertTrue(publisher.publish(part, place("loras", "sdxl", "x.bin"), this::same));
        Path placed = root.resolve("loras/sdxl/x.bin");
        assertArrayEquals(BYTES, Files.readAllBytes(placed));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(placed)));
    }

    @Test
    void placesAtTheRootItself() throws Exception {
        assertTrue(publisher.publish(part, place("x.bin"), this::same));
        assertArrayEquals(BYTES, Files.readAllBytes(root.resolve("x.bin")));
    }

    @Test
    void doesNotTouchOtherBytesOfThatName() throws Exception {
        existing(OTHERS);
        assertFalse(publisher.publish(part, place("loras", "x.bin"), this::same));
        assertArrayEquals(OTHERS, Files.readAllBytes(target));
        assertArrayEquals(BYTES, Files.readAllBytes(part.file()));
    }

    @Test
    void takesTheSameBytesThatAreThereAlready() throws Exception {
        existing(BYTES);
        Object before = Files.getAttribute(target, "unix:ino");
        Object mode = Files.getAttribute(target, "unix:mode");
        assertTrue(publisher.publish(part, place("loras", "x.bin"), this::same));
        assertEquals(before, Files.getAttribute(target, "unix:ino"));
        assertEquals(mode, Files.getAttribute(target, "unix:mode"));
    }

    @Test
    void doesNotTouchAFolderOfThatName() throws Exception {
        Files.createDirectories(target.resolve("inner"));
        assertFalse(publisher.publish(part, place("loras", "x.bin"), PublisherTest::mayNotLook));
        assertTrue(Files.isDirectory(target.resolve("inner")));
    }

    @Test
    void followsNoLinkOfThatName() throws Exception {
        Path elsewhere = Files.write(root.resolve("elsewhere.bin"), BYTES);
        for (Path to : List.of(elsewhere, root.resolve("dangling"), root, Path.of("/dev/null"), part.file())) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, to);
            assertFalse(publisher.publish(part, place("loras", "x.bin"), PublisherTest::mayNotLook), to.toString());
            assertEquals(to, Files.readSymbolicLink(target));
            Files.delete(target);
        }
        assertFalse(Files.exists(root.resolve("dangling")));
        assertArrayEquals(BYTES, Files.readAllBytes(elsewhere));
    }

    @Test
    void opensNoPipeOfThatName() throws Exception {
        Files.createDirectories(target.getParent());
        assumeTrue(Mounted.ran("mkfifo", target.toString()), "no mkfifo");
        assertFalse(publisher.publish(part, place("loras", "x.bin"), PublisherTest::mayNotLook));
        assertTrue(Files.readAttributes(target, "isOther", LinkOption.NOFOLLOW_LINKS)
                .containsValue(true));
    }

    @Test
    void doesItsWorkOnceMoreAfterACrash() throws Exception {
        assertTrue(publisher.publish(part, place("loras", "x.bin"), this::same));
        Object before = Files.getAttribute(target, "unix:ino");
        assertTrue(
                publisher.publish(part, place("loras", "x.bin"), PublisherTest::mayNotLook),
                "a link is known without reading");
        Files.delete(part.file());
        assertTrue(publisher.publish(part, place("loras", "x.bin"), this::same), "else the bytes tell");
        assertEquals(before, Files.getAttribute(target, "unix:ino"));
    }

    @Test
    void claimsTheNameWhereNoLinkCanBeMade() throws Exception {
        Publisher claiming = new Publisher(WITHOUT_LINKS);
        assertTrue(claiming.publish(part, place("loras", "x.bin"), this::same));
        assertArrayEquals(BYTES, Files.readAllBytes(target));
        assertFalse(part.exists());
        assertEquals(List.of(), names(part.folder()));
        assertTrue(claiming.publish(part, place("loras", "x.bin"), this::same), "again, after a crash");
    }

    @Test
    void claimsNoNameThatIsTaken() throws Exception {
        existing(OTHERS);
        Publisher claiming = new Publisher(WITHOUT_LINKS);
        assertFalse(claiming.publish(part, place("loras", "x.bin"), this::same));
        assertArrayEquals(OTHERS, Files.readAllBytes(target));
        assertArrayEquals(BYTES, Files.readAllBytes(part.file()));
    }

    @Test
    void claimsNoNameThatIsTakenInThatVeryMoment() throws Exception {
        Publisher claiming = new Publisher((source, to) -> {
            Files.write(to, OTHERS);
            WITHOUT_LINKS.give(source, to);
        });
        assertFalse(claiming.publish(part, place("loras", "x.bin"), this::same));
        assertArrayEquals(OTHERS, Files.readAllBytes(target));
        assertEquals(List.of("bytes.part"), names(part.folder()));
    }

    @Test
    void fallsBackToClaimingWhenLinksAreRefused() throws Exception {
        try (Mounted other = Mounted.on(root.resolve("other"))) {
            Path source = Files.write(root.resolve("source"), BYTES);
            Path there = root.resolve("other/x.bin");
            assertThrows(FileSystemException.class, () -> FinalName.BY_LINK.give(source, there));
            assertFalse(Files.exists(there), "an empty file under the final name");
            assertArrayEquals(BYTES, Files.readAllBytes(source));
        }
    }

    @Test
    void finishesAClaimThatACrashHasLeft() throws Exception {
        Publisher dying = new Publisher((source, to) -> {
            Files.writeString(source.resolveSibling("claim"), to.toString());
            Files.createFile(to);
            throw new UncheckedIOException(new IOException("the machine stops here"));
        });
        assertThrows(UncheckedIOException.class, () -> dying.publish(part, place("loras", "x.bin"), this::same));
        assertEquals(0, Files.size(target));

        assertTrue(new Publisher(WITHOUT_LINKS).publish(part, place("loras", "x.bin"), this::same));
        assertArrayEquals(BYTES, Files.readAllBytes(target));
        assertEquals(List.of(), names(part.folder()));
    }

    @Test
    void takesNobodyElsesEmptyFileForItsClaim() throws Exception {
        existing(new byte[0]);
        assertFalse(publisher.publish(part, place("loras", "x.bin"), this::same));
        Files.writeString(
                part.folder().resolve("claim"), root.resolve("loras/other.bin").toString());
        assertFalse(publisher.publish(part, place("loras", "x.bin"), this::same));
        assertEquals(0, Files.size(target));
    }

    @Test
    void goesThroughALinkThatIsTheFirstFolder(@TempDir Path disk) throws Exception {
        Files.createSymbolicLink(root.resolve("loras"), disk);
        assertTrue(publisher.publish(part, place("loras", "sdxl", "x.bin"), this::same));
        assertArrayEquals(BYTES, Files.readAllBytes(disk.resolve("sdxl/x.bin")));
    }

    @Test
    void goesThroughNoDeeperLinkThatLeadsOut(@TempDir Path outside) throws Exception {
        Files.createDirectories(root.resolve("loras"));
        Files.createSymbolicLink(root.resolve("loras/sdxl"), outside);
        Problem problem = refused(place("loras", "sdxl", "deep", "x.bin"));
        assertEquals(Codes.PATH_ESCAPES, problem.code());
        assertEquals(Optional.of(Need.FIX_STORAGE), problem.need());
        assertEquals(List.of(), names(outside));
    }

    @Test
    void goesThroughADeeperLinkThatStaysInside() throws Exception {
        Files.createDirectories(root.resolve("loras/all"));
        Files.createSymbolicLink(root.resolve("loras/sdxl"), root.resolve("loras/all"));
        assertTrue(publisher.publish(part, place("loras", "sdxl", "x.bin"), this::same));
        assertArrayEquals(BYTES, Files.readAllBytes(root.resolve("loras/all/x.bin")));
    }

    @Test
    void leavesAFileAloneThatStandsWhereAFolderShouldBe() throws Exception {
        Files.write(root.resolve("loras"), OTHERS);
        Problem problem = refused(place("loras", "x.bin"));
        assertEquals(Codes.NAME_TAKEN, problem.code());
        assertEquals(Optional.of(Need.FIX_STORAGE), problem.need());
        assertTrue(problem.message().contains("is not a folder"), problem.message());
        assertArrayEquals(OTHERS, Files.readAllBytes(root.resolve("loras")));
    }

    @Test
    void saysThatTheFolderIsNotWritable() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root writes everywhere");
        Path loras = Files.createDirectories(root.resolve("loras"));
        Files.setPosixFilePermissions(loras, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Problem problem = refused(place("loras", "x.bin"));
            assertEquals(Codes.NOT_WRITABLE, problem.code());
        } finally {
            Files.setPosixFilePermissions(loras, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void saysThatTheFileSystemIsReadOnly() throws Exception {
        try (Mounted mounted = Mounted.on(root.resolve("disk"))) {
            root = root.resolve("disk");
            part = staged(BYTES);
            mounted.readOnly();
            Problem problem = refused(place("loras", "x.bin"));
            assertEquals(Codes.NOT_WRITABLE, problem.code());
            assertEquals(Optional.of(Need.FIX_STORAGE), problem.need());
            assertEquals(7, problem.kind().exitCode());
        }
    }

    @Test
    void saysThatTheModelsFolderIsGone() throws Exception {
        PlacementDecision place = new PlacementDecision(
                root.resolve("unplugged"), SafePath.of("loras", "x.bin"), "r", List.of(), List.of());
        Problem problem = refused(place);
        assertEquals(Codes.ROOT_MISSING, problem.code());
        assertFalse(Files.exists(root.resolve("unplugged")), "made on the bare mount point");
    }

    @Test
    void copiesAndProvesWhatLiesOnAnotherFileSystem() throws Exception {
        try (Mounted disk = Mounted.on(root.resolve("loras"))) {
            assertTrue(publisher.publish(part, place("loras", "x.bin"), this::same));
            assertArrayEquals(BYTES, Files.readAllBytes(target));
            assertArrayEquals(BYTES, Files.readAllBytes(part.file()));
            assertTrue(publisher.publish(part, place("loras", "x.bin"), this::same), "again, after a crash");
            assertEquals(List.of(), names(root.resolve("loras/.stowage/parts")));
        }
    }

    @Test
    void publishesNoCopyThatDiffers() throws Exception {
        try (Mounted disk = Mounted.on(root.resolve("loras"))) {
            StowageException refusal = assertThrows(
                    StowageException.class, () -> publisher.publish(part, place("loras", "x.bin"), file -> false));
            assertEquals(Codes.DISK_ERROR, refusal.problem().code());
            assertFalse(Files.exists(target));
            assertArrayEquals(BYTES, Files.readAllBytes(part.file()));
        }
    }

    @Test
    void oneOfTwoWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 50; round++) {
                Part first = staged(BYTES);
                Part second = staged(OTHERS);
                PlacementDecision place = place("loras", "race-" + round + ".bin");
                CyclicBarrier together = new CyclicBarrier(2);
                Future<Boolean> one = threads.submit(() -> raced(first, place, together));
                Future<Boolean> two = threads.submit(() -> raced(second, place, together));
                assertTrue(one.get() ^ two.get(), "round " + round);
                byte[] placed = Files.readAllBytes(place.path());
                assertArrayEquals(one.get() ? BYTES : OTHERS, placed);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean raced(Part mine, PlacementDecision place, CyclicBarrier together) throws Exception {
        together.await();
        return publisher.publish(mine, place, file -> false);
    }

    private Problem refused(PlacementDecision place) {
        StowageException refusal =
                assertThrows(StowageException.class, () -> publisher.publish(part, place, PublisherTest::mayNotLook));
        assertTrue(part.exists(), "the bytes are gone");
        return refusal.problem();
    }

    private boolean same(Path file) {
        try {
            return Arrays.equals(BYTES, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayNotLook(Path file) {
        throw new AssertionError("opened " + file);
    }

    private Part staged(byte[] bytes) throws IOException {
        Path parts = Files.createDirectories(root.resolve(".stowage/parts"));
        Part staged = new Part(Files.createTempDirectory(parts, "p"));
        Files.write(staged.file(), bytes);
        return staged;
    }

    private void existing(byte[] bytes) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }

    private PlacementDecision place(String first, String... more) {
        return new PlacementDecision(root, SafePath.of(first, more), "rule", List.of(), List.of());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
