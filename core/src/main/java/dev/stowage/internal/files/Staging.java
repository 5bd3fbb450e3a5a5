package dev.stowage.internal.files;

import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.FileKey;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Sha256;
import dev.stowage.model.UserId;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where unfinished bytes live: on the file system of their target, in a folder named after what they are.
 *
 * <p>The folder's name comes from owner and file key, not from the download: bytes that were paid for once are found again by whoever
 * wants the same file next, also after the download that began them is gone.
 */
public final class Staging {
    private static final int NAME_BYTES = 16;

    /** The part of a download, whose folder exists afterwards. */
    public Part of(Download download) throws StowageException {
        if (download.partFolder().isPresent()) {
            return new Part(download.partFolder().get());
        }
        PlacementDecision place = download.placement().orElseThrow();
        String name = name(download.owner(), download.file().orElseThrow());
        return new Part(folder(place, name));
    }

    /** The same for bytes that are about to come: its folder exists also when somebody has removed it meanwhile. */
    public Part open(Download download) throws StowageException {
        Part part = of(download);
        try {
            WorkArea.createPrivate(part.folder());
        } catch (IOException e) {
            throw DiskProblem.of("prepare the download of " + download.label(), part.folder(), e);
        }
        return part;
    }

    /** Moves bytes that are not acceptable aside, in a folder named by what they really are, and says where they lie. */
    public Path quarantine(Download download, Digests computed) throws StowageException {
        Part part = of(download);
        String name = computed.sha256()
                .map(Sha256::hex)
                .orElseGet(() -> name(download.owner(), download.file().orElseThrow()));
        Path folder = WorkArea.beside(part.folder(), "quarantine").resolve(name);
        Path kept = folder.resolve(download.fileName().orElseThrow().toString());
        try {
            WorkArea.createPrivate(folder);
            Files.move(part.file(), kept, StandardCopyOption.ATOMIC_MOVE);
            remove(part);
        } catch (IOException e) {
            throw DiskProblem.of("move " + download.label() + " to quarantine", folder, e);
        }
        return kept;
    }

    /** Leaves a part as it is for the next attempt; a folder that got no byte goes. */
    public void leave(Part part) {
        try {
            Files.deleteIfExists(part.folder());
        } catch (IOException notEmpty) {
            // there are bytes in it, and they stay
        }
    }

    /** Forgets a part whose bytes have their final name. */
    public void release(Download download) throws StowageException {
        Part part = of(download);
        try {
            remove(part);
        } catch (IOException e) {
            throw DiskProblem.of("clear up after " + download.label(), part.folder(), e);
        }
    }

    /** The folder belongs to the one transfer: whatever is in it goes with it. */
    static void remove(Part part) throws IOException {
        if (!Files.isDirectory(part.folder())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part.folder())) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(part.folder());
    }

    private static Path folder(PlacementDecision place, String name) throws StowageException {
        try {
            TargetFolder.check(place);
        } catch (IOException e) {
            throw DiskProblem.of("prepare a folder for unfinished files", place.root(), e);
        }
        return WorkArea.folder(place.root(), place.path(), "parts", name);
    }

    private static String name(UserId owner, FileKey file) {
        try {
            byte[] key = (owner + "\n" + file).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
