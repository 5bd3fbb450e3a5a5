package dev.stowage.internal.files;

import dev.stowage.model.Codes;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The only way to a final name: fsync the bytes, give them the name without ever taking it from anything else, fsync the folder.
 *
 * <p>Doing it again after a crash finds the work done: a name that already belongs to the same bytes is success.
 */
public final class Publisher {
    private final FinalName finalName;

    public Publisher() {
        this(FinalName.BY_LINK);
    }

    Publisher(FinalName finalName) {
        this.finalName = finalName;
    }

    /**
     * Publishes the part under the decided path.
     *
     * @param same tells whether a file that already has the name holds the accepted bytes
     * @return whether it has the name now; false when other bytes have it, and nothing has changed
     */
    public boolean publish(Part part, PlacementDecision place, SameBytes same) throws StowageException {
        try {
            TargetFolder.create(place);
            Part near = near(part, place);
            boolean has = given(part, near, place, same);
            if (!near.equals(part)) {
                Staging.remove(near);
            }
            return has;
        } catch (IOException e) {
            throw DiskProblem.of("place " + place.target().fileName(), place.folder(), e);
        }
    }

    private boolean given(Part part, Part near, PlacementDecision place, SameBytes same)
            throws StowageException, IOException {
        Claim claim = new Claim(near.file(), place.path());
        if (claim.left()) {
            claim.finish();
            TargetFolder.force(place.folder());
            return true;
        }
        if (Files.exists(place.path(), LinkOption.NOFOLLOW_LINKS)) {
            return isOurs(part, place, same);
        }
        if (!part.exists()) {
            throw gone(place);
        }
        try {
            copy(part, near, place, same);
            make(near.file(), place);
            return true;
        } catch (FileAlreadyExistsException faster) {
            return isOurs(part, place, same);
        }
    }

    private static StowageException gone(PlacementDecision place) {
        return new StowageException(Problem.of(
                Problem.Kind.STORAGE,
                Codes.PART_ALTERED,
                "place " + place.target().fileName(),
                "its verified bytes are not on the disk any more",
                "Retry to fetch it again."));
    }

    private void make(Path source, PlacementDecision place) throws IOException {
        force(source);
        if (source.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r--r--"));
        }
        finalName.give(source, place.path());
        TargetFolder.force(place.folder());
    }

    private static boolean isOurs(Part part, PlacementDecision place, SameBytes same)
            throws StowageException, IOException {
        Path target = place.path();
        boolean regular = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        boolean linked = regular && part.exists() && Files.isSameFile(part.file(), target);
        boolean ours = linked || (regular && same.holds(target));
        if (ours) {
            TargetFolder.force(place.folder());
        }
        return ours;
    }

    /** Where the bytes have to lie to be linked: with their target on one file system. */
    private static Part near(Part part, PlacementDecision place) throws StowageException {
        String name = part.folder().getFileName().toString();
        return new Part(WorkArea.folder(place.root(), place.path(), "parts", name));
    }

    /** Bytes that lie on another file system are copied over first and proven again. */
    private static void copy(Part part, Part copy, PlacementDecision place, SameBytes same)
            throws StowageException, IOException {
        if (copy.equals(part)) {
            return;
        }
        Files.deleteIfExists(copy.file());
        Files.copy(part.file(), copy.file());
        if (!same.holds(copy.file())) {
            throw new StowageException(Problem.of(
                    Problem.Kind.STORAGE,
                    Codes.DISK_ERROR,
                    "place " + place.target(),
                    "the copy made on its file system differs from what was verified",
                    "Check that disk, then retry."));
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Whether a file holds the accepted bytes. */
    public interface SameBytes {
        boolean holds(Path file) throws StowageException;
    }
}
