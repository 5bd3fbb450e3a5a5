package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;

/** What people write into what is registered, looked at before it is kept. */
final class Edits {
    private Edits() {}

    /**
     * Refuses what nobody can mean.
     *
     * @param what which one is edited
     */
    static void check(Draft before, Draft after, String what) throws StowageException {
        try {
            after.checkEditOf(before);
        } catch (IllegalArgumentException e) {
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.USAGE,
                            Codes.BAD_DRAFT,
                            "edit " + what,
                            String.valueOf(e.getMessage()),
                            "Correct that and edit it again."),
                    e);
        }
    }
}
