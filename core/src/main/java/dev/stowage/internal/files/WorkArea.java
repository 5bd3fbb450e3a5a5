package dev.stowage.internal.files;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The hidden folder {@code .stowage}: in the highest folder below the root that lies on the target's file system, private to this user. */
final class WorkArea {
    private static final String NAME = ".stowage";

    private WorkArea() {}

    /** A private folder {@code .stowage/kind/name} from which a file can be linked to the target; it exists afterwards. */
    static Path folder(Path root, Path target, String kind, String name) throws StowageException {
        try {
            Files.createDirectories(root);
            Path folder = highest(root, target).resolve(NAME).resolve(kind).resolve(name);
            return createPrivate(folder);
        } catch (IOException e) {
            throw DiskProblem.of("prepare a folder for unfinished files", root, e);
        }
    }

    private static Path highest(Path root, Path target) throws IOException {
        Path deepest = existing(target);
        FileStore store = Files.getFileStore(deepest);
        for (Path folder = root; !folder.equals(deepest); ) {
            if (Files.getFileStore(folder).equals(store)) {
                return folder;
            }
            folder = folder.resolve(folder.relativize(deepest).getName(0));
        }
        return deepest;
    }

    private static Path existing(Path target) throws IOException {
        Path folder = target.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IOException("no folder above " + target);
        }
        return folder;
    }

    /** The folder of another kind in the same work area as this one, so that moving between them is renaming. */
    static Path beside(Path folder, String kind) {
        Path parts = folder.getParent();
        return parts == null ? folder.resolveSibling(kind) : parts.resolveSibling(kind);
    }

    static Path createPrivate(Path folder) throws IOException {
        Path area = folder;
        while (area.getFileName() != null && !area.getFileName().toString().equals(NAME) && area.getParent() != null) {
            area = area.getParent();
        }
        privately(area);
        return Files.createDirectories(folder);
    }

    /** A folder for this user alone; it exists afterwards. */
    static Path privately(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix || Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Files.createDirectories(folder);
        }
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
