package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;

/** Who may write to an unfinished file: the one whose journal is in place. Whoever takes a transfer over begins a new one. */
final class Claim {
    /** What a failure here keeps from happening, as it follows "Could not". */
    static final String WHAT = "store the file";

    private Claim() {}

    /** Refuses to take over what a later run has claimed. */
    static void requireNoLater(Path journalFile, long owner) throws IOException, StowageException {
        if (laterThan(owner, journalFile)) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CONFLICT,
                    Codes.ILLEGAL_STATE,
                    WHAT,
                    "a later run has taken the unfinished file beside " + journalFile + " over",
                    "Leave it to that one."));
        }
    }

    /** Whether a journal was begun by a later run than this one. */
    static boolean laterThan(long owner, Path journalFile) throws IOException {
        return Journal.read(journalFile)
                .filter(found -> found.header().owner() > owner)
                .isPresent();
    }

    /** Tells that the file is not as we left it: somebody took over, or a person did something to it. */
    static Problem altered(Path file) {
        return Problem.of(
                Problem.Kind.STORAGE,
                Codes.PART_ALTERED,
                WHAT,
                "something else changed the unfinished file " + file,
                "Leave it alone, then retry.");
    }
}
