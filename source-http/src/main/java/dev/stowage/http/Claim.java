package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to an unfinished file, until its first own journal is in place: whoever finds a journal takes it over, and of two who
 * have found the same one, the first who begins a new one goes on.
 */
final class Claim {
    /** What a failure here keeps from happening, as it follows "Could not". */
    static final String WHAT = "store the file";

    private final Path journalFile;
    private final @Nullable Object found;

    private Claim(Path journalFile, @Nullable Object found) {
        this.journalFile = journalFile;
        this.found = found;
    }

    /** Looks at what is there; before it is read. */
    static Claim on(Path journalFile) throws IOException {
        return new Claim(journalFile, identity(journalFile));
    }

    Path journalFile() {
        return journalFile;
    }

    /** Whether nobody else has begun a journal since. */
    boolean free() throws IOException {
        return Objects.equals(found, identity(journalFile));
    }

    /** Refuses to go on after somebody else. */
    void requireFree(Path part) throws IOException, StowageException {
        if (!free()) {
            throw new StowageException(altered(part).canRetry());
        }
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

    private static @Nullable Object identity(Path file) throws IOException {
        return PrivateFile.exists(file) ? PrivateFile.attributes(file).fileKey() : null;
    }
}
