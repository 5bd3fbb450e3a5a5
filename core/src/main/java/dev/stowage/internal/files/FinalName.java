package dev.stowage.internal.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a file a name that nothing else has. */
interface FinalName {
    /**
     * A hard link, which fails when the name is taken; where the file system has none, the name is taken by a {@link Claim} first.
     */
    FinalName BY_LINK = (source, target) -> {
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            new Claim(source, target).give();
        }
    };

    /** Gives it. @throws FileAlreadyExistsException when something else has the name; nothing has changed then */
    void give(Path source, Path target) throws IOException;
}
