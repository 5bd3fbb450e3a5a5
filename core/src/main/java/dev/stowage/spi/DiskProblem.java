package dev.stowage.spi;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/**
 * Tells failures of the disk in one voice, whichever port met them.
 *
 * @since 0.1
 */
public final class DiskProblem {
    private DiskProblem() {}

    /**
     * The problem behind a failed file operation. The JDK reports most causes only as the operating system's text (POSIX strerror).
     *
     * @param what verb and object, as they follow "Could not"
     * @param where the file or folder concerned
     */
    public static StowageException of(String what, Path where, IOException cause) {
        return new StowageException(problem(what, shown(where), cause), cause);
    }

    /** There is not enough room for so many bytes. */
    public static Problem noSpace(String what, Path where) {
        return problem(
                        Codes.NO_SPACE,
                        what,
                        "the disk of " + shown(where) + " is full",
                        "Free some space there; it goes on then.")
                .asking(Need.FREE_SPACE);
    }

    private static Problem problem(String what, Path where, IOException cause) {
        String text = text(cause);
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return noSpace(what, where);
        }
        if (text.contains("file too large")) {
            return problem(
                            Codes.FILE_LIMIT,
                            what,
                            "the file system of " + where + " does not take files of this size",
                            "Choose a models folder on another file system.")
                    .asking(Need.FIX_STORAGE);
        }
        if (denied(cause, text)) {
            return problem(
                            Codes.NOT_WRITABLE,
                            what,
                            where + " is not writable",
                            "Give this user the right to write there, or choose another models folder.")
                    .asking(Need.FIX_STORAGE);
        }
        if (cause instanceof FileAlreadyExistsException || text.contains("not a directory")) {
            return problem(
                            Codes.NAME_TAKEN,
                            what,
                            "a file is where a folder should be, at " + where,
                            "Move it away, or choose another folder.")
                    .asking(Need.FIX_STORAGE);
        }
        if (cause instanceof NoSuchFileException) {
            return problem(Codes.ROOT_MISSING, what, where + " is not there", "Mount or create it, then retry.")
                    .asking(Need.FIX_STORAGE);
        }
        return problem(
                        Codes.DISK_ERROR,
                        what,
                        "the disk of " + where + " reports "
                                + (text.isEmpty() ? cause.getClass().getSimpleName() : text),
                        "Check the disk, then retry.")
                .asking(Need.FIX_STORAGE);
    }

    /** A person knows the models folder, not the work area in it. */
    private static Path shown(Path where) {
        for (Path path = where; path != null; path = path.getParent()) {
            boolean workArea =
                    path.getFileName() != null && path.getFileName().toString().equals(".stowage");
            if (workArea && path.getParent() != null) {
                return path.getParent();
            }
        }
        return where;
    }

    private static boolean denied(IOException cause, String text) {
        return cause instanceof AccessDeniedException
                || cause.getCause() instanceof ReadOnlyFileSystemException
                || text.contains("permission denied")
                || text.contains("operation not permitted")
                || text.contains("read-only file system");
    }

    private static Problem problem(String code, String what, String why, String advice) {
        return Problem.of(Problem.Kind.STORAGE, code, what, why, advice);
    }

    private static String text(IOException cause) {
        String reason = cause instanceof FileSystemException failed ? failed.getReason() : cause.getMessage();
        return reason == null ? "" : reason.toLowerCase(Locale.ROOT);
    }
}
