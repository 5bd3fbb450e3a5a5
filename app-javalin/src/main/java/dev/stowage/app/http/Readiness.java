package dev.stowage.app.http;

import dev.stowage.api.Downloads;
import dev.stowage.model.Codes;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether downloads could be worked on at this moment: the database answers, and there is room in a models folder that can be written. What
 * is in the way is told without names of this machine: everybody may ask.
 */
record Readiness(Downloads downloads, Path models) {
    private static final Logger LOG = System.getLogger(Readiness.class.getName());

    /** Less than this is as good as full. */
    private static final long FLOOR_BYTES = 256L << 20;

    /** What is in the way. */
    Optional<Problem> problem() {
        try {
            downloads.list(DownloadQuery.ALL.limit(1));
            return folder();
        } catch (StowageException e) {
            Problem cause = e.problem();
            LOG.log(Level.WARNING, cause.message());
            return Optional.of(Problem.of(
                    cause.kind(),
                    cause.code(),
                    "ask the database",
                    "it does not answer",
                    "The server's log tells more."));
        }
    }

    /** Of a folder that is not there yet, the one in which it would be made counts. */
    private Optional<Problem> folder() {
        Path there = models.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Optional.of(
                    inTheWay(Codes.NOT_WRITABLE, "it cannot be written", "Give this user the right to write there."));
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            return free >= FLOOR_BYTES
                    ? Optional.empty()
                    : Optional.of(inTheWay(
                            Codes.NO_SPACE, "only " + (free >> 20) + " MiB are free there", "Free some space."));
        } catch (IOException e) {
            return Optional.of(inTheWay(Codes.DISK_ERROR, "its free space cannot be told", "Look at the disk."));
        }
    }

    private Problem inTheWay(String code, String why, String advice) {
        return Problem.of(Problem.Kind.STORAGE, code, "use the models folder", why, advice);
    }
}
