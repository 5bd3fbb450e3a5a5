package dev.stowage.registry;

import dev.stowage.model.Sha256;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the bytes of previews lie: one folder for each asset, for this user alone. */
final class PreviewFiles {
    private final Path root;

    PreviewFiles(Path root) {
        this.root = root;
    }

    /** Where a preview of this file name lies, or would. */
    Path file(Sha256 asset, String name) {
        return folder(asset).resolve(name);
    }

    /** Begins a file that nobody sees before it is complete. */
    NewPreviewFile begin(Sha256 asset) throws StowageException {
        Path folder = folder(asset);
        try {
            Files.createDirectories(folder, privateFolder(folder));
            return new NewPreviewFile(folder);
        } catch (IOException e) {
            throw DiskProblem.of("store a preview in " + root, root, e);
        }
    }

    /** Takes away all previews of an asset; what cannot be taken away stays, and is told to nobody but the log. */
    void remove(Sha256 asset) {
        Path folder = folder(asset);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.INFO, "Previews were left behind in " + folder, e);
        }
    }

    private Path folder(Sha256 asset) {
        return root.resolve(asset.hex().substring(0, 2)).resolve(asset.hex());
    }

    private static FileAttribute<?>[] privateFolder(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
