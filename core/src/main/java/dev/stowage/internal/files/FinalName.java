package dev.stowage.internal.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a file a name that nothing else has. */
interface FinalName {
    /**
     * A hard link, which fails when the name is taken; where the file system has none, the name is taken exclusively first and the file
     * moved over our own empty claim.
     */
    FinalName BY_LINK = (source, target) -> {
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            byClaim(source, target);
        }
    };

    /** Gives it. @throws FileAlreadyExistsException when something else has the name; nothing has changed then */
    void give(Path source, Path target) throws IOException;

    /** The second way: exclusive create, then a move that replaces nothing but the claim. */
    static void byClaim(Path source, Path target) throws IOException {
        Files.createFile(target);
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }
}
