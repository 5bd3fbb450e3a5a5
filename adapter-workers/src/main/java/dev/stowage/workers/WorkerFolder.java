package dev.stowage.workers;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.model.Worker;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that a worker reads its models from. Nothing outside of it is ever touched, and it is never created: where it is not, something
 * is not mounted.
 *
 * @param worker whose it is
 * @param root the folder, absolute
 */
record WorkerFolder(Worker worker, Path root) {
    private static final String PATH = "path";

    /** What the settings of a worker say. @throws StowageException when they cannot be meant */
    static WorkerFolder of(Worker worker) throws StowageException {
        for (Map.Entry<String, String> setting : worker.settings().entrySet()) {
            if (!setting.getKey().equals(PATH)) {
                throw bad(worker, "engine \"folder\" has no setting \"" + setting.getKey() + "\"");
            }
        }
        String path = Optional.ofNullable(worker.settings().get(PATH))
                .orElseThrow(() -> bad(worker, "its setting \"path\" is missing"));
        try {
            Path root = Path.of(path);
            if (!root.isAbsolute()) {
                throw bad(worker, "its path \"" + path + "\" is relative");
            }
            return new WorkerFolder(worker, root.normalize());
        } catch (InvalidPathException e) {
            throw bad(worker, "its path cannot be one on this machine");
        }
    }

    /** The same, when it is there. @throws StowageException worth trying again when it is not */
    WorkerFolder reached() throws StowageException {
        if (!Files.isDirectory(root)) {
            throw unreachable(Files.exists(root) ? root + " is not a folder" : root + " is not there");
        }
        if (!Files.isWritable(root)) {
            throw unreachable(root + " is not writable for this user");
        }
        return this;
    }

    /** Where a file lies. @throws StowageException when a link on the way leads out of the folder */
    Path target(SafePath path) throws StowageException {
        Path target = path.resolveUnder(root);
        Path parent = target.getParent();
        while (parent != null && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
            parent = parent.getParent();
        }
        try {
            if (parent == null || !parent.toRealPath().startsWith(root.toRealPath())) {
                throw escapes(path);
            }
        } catch (IOException e) {
            throw trouble(path, e);
        }
        return target;
    }

    /** The folder of a file; it exists afterwards. */
    Path parent(SafePath path) throws StowageException, IOException {
        Path folder = root;
        List<FileName> names = path.names();
        for (FileName name : names.subList(0, names.size() - 1)) {
            folder = folder.resolve(name.value());
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            target(path); // what is there may be a link
        }
        return folder;
    }

    /** A failed file operation there, worth trying again. */
    StowageException trouble(SafePath path, IOException cause) {
        Problem problem = DiskProblem.of("bring " + path + " to worker " + worker.id(), root, cause)
                .problem();
        return new StowageException(problem.canRetry(), cause);
    }

    static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private StowageException unreachable(String why) {
        return new StowageException(Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.WORKER_UNREACHABLE,
                        "reach worker " + worker.id(),
                        why,
                        "Mount or repair it; it goes on by itself then.")
                .canRetry());
    }

    private StowageException escapes(SafePath path) {
        return new StowageException(Problem.of(
                Problem.Kind.STORAGE,
                Codes.PATH_ESCAPES,
                "bring " + path + " to worker " + worker.id(),
                "a link on the way leads out of " + root,
                "Remove that link, then try again."));
    }

    private static StowageException bad(Worker worker, String why) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_WORKER,
                "use worker " + worker.id(),
                why,
                "Give \"path\", the absolute path of the folder that it reads its models from."));
    }
}
