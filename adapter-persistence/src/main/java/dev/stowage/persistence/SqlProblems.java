package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Tells a database's failures; of what the database or its driver say themselves, nothing is passed on. */
final class SqlProblems {
    private final Place place;

    SqlProblems(Place place) {
        this.place = place;
    }

    /** What kind of trouble is behind an exception; empty when it has nothing to do with the database. */
    Optional<Trouble> trouble(Throwable thrown) {
        return cause(thrown).map(this::judged);
    }

    /**
     * The problem to tell.
     *
     * @throws RuntimeException the same, when it is a defect and no trouble of the database
     */
    StowageException of(RuntimeException thrown) {
        Trouble trouble = trouble(thrown).orElse(Trouble.STATEMENT);
        if (trouble == Trouble.STATEMENT) {
            throw thrown;
        }
        return new StowageException(problem(trouble), thrown);
    }

    private Problem problem(Trouble trouble) {
        return switch (trouble) {
            case BUSY ->
                storage(
                                Codes.DB_BUSY,
                                "others have kept it busy for too long",
                                "It is tried again by itself; if it stays so, look for another program that holds it open.")
                        .canRetry();
            case LOST, DOWN ->
                storage(
                                Codes.DB_DOWN,
                                place.file().isPresent() ? "its file cannot be opened" : "it does not answer",
                                place.file().isPresent()
                                        ? "Check that it exists and that this user may read and write it and its folder."
                                        : "Check that it runs and can be reached; it is tried again by itself.")
                        .canRetry();
            case REFUSED ->
                storage(
                        Codes.DB_DOWN,
                        "it does not let this user in",
                        "Check user name, password and database in the database URL.");
            case READ_ONLY ->
                storage(Codes.DB_DOWN, "it can only be read at present", "Make it writable; nothing is lost meanwhile.")
                        .canRetry();
            case FULL -> full();
            case DISK ->
                storage(Codes.DISK_ERROR, "its disk reports errors", "Check the disk, then retry.")
                        .asking(Need.FIX_STORAGE);
            case DAMAGED ->
                storage(
                        Codes.DB_DAMAGED,
                        "it is damaged or not a database",
                        "Restore it from a backup, or move it away to begin with an empty one; downloaded models are not touched.");
            case STATEMENT -> throw new IllegalStateException("a wrong statement is a defect");
        };
    }

    private Problem full() {
        String what = "use the database " + place.shown();
        return place.file()
                .map(file -> DiskProblem.noSpace(what, file))
                .orElseGet(() -> storage(
                                Codes.NO_SPACE,
                                "the disk of its server is full",
                                "Free some space there; it goes on then.")
                        .asking(Need.FREE_SPACE));
    }

    /** A problem of this database. */
    Problem storage(String code, String why, String advice) {
        return Problem.of(Problem.Kind.STORAGE, code, "use the database " + place.shown(), why, advice);
    }

    private Trouble judged(SQLException failure) {
        Trouble trouble = place.dialect().trouble(failure);
        if (trouble == Trouble.STATEMENT && failure instanceof SQLTransientConnectionException) {
            return Trouble.BUSY; // the pool had no connection to give
        }
        return trouble;
    }

    /** The innermost, because a pool wraps what the driver said. */
    private static Optional<SQLException> cause(Throwable thrown) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                found = Optional.of(failure);
            } else if (found.isEmpty()
                    && !(cause instanceof JdbiException)
                    && !(cause instanceof AnswerLostException)) {
                return found;
            }
        }
        return found;
    }
}
