package dev.stowage.internal.files;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Need;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder a file goes to, made where it is missing.
 *
 * <p>The first folder below the root may be a link: people put {@code loras/} on another disk. Links further down must not lead out of it.
 */
final class TargetFolder {
    private TargetFolder() {}

    /** Makes what is missing. */
    static void create(PlacementDecision place) throws IOException, StowageException {
        walk(place, true);
    }

    /** Looks only at what is there already. */
    static void check(PlacementDecision place) throws IOException, StowageException {
        walk(place, false);
    }

    private static void walk(PlacementDecision place, boolean making) throws IOException, StowageException {
        Path folder = place.root();
        if (!making && !Files.exists(folder)) {
            return;
        }
        Path inside = folder.toRealPath();
        List<FileName> names = place.target().names();
        for (int depth = 0; depth < names.size() - 1; depth++) {
            Path parent = folder;
            folder = folder.resolve(names.get(depth).toString());
            if (making) {
                createOne(place, folder, parent);
            } else if (!Files.isDirectory(folder)) {
                return;
            }
            if (depth == 0) {
                inside = folder.toRealPath();
            } else if (!folder.toRealPath().startsWith(inside)) {
                throw escapes(place, folder);
            }
        }
    }

    private static void createOne(PlacementDecision place, Path folder, Path parent)
            throws IOException, StowageException {
        try {
            Files.createDirectory(folder);
            force(parent);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) {
                throw problem(place, Codes.NAME_TAKEN, folder + " is there and is not a folder");
            }
        }
    }

    /** Makes a new name in a folder survive a power loss. Not every file system can; what cannot be had is not an error. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException unsupported) {
            // Windows opens no folders; its rename is journalled
        }
    }

    private static StowageException escapes(PlacementDecision place, Path folder) {
        return problem(place, Codes.PATH_ESCAPES, folder + " is a link that leads out of its folder");
    }

    private static StowageException problem(PlacementDecision place, String code, String why) {
        return new StowageException(Problem.of(
                        Problem.Kind.STORAGE,
                        code,
                        "place " + place.target(),
                        why,
                        "Remove it or choose another target, then retry.")
                .asking(Need.FIX_STORAGE));
    }
}
