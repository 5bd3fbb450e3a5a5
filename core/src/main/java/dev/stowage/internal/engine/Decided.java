package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;

/** What becomes of an open question when it is answered. */
final class Decided {
    private final Reuse reuse;

    Decided(Reuse reuse) {
        this.reuse = reuse;
    }

    /**
     * Who skips a duplicate takes what is there already, if it still is; any other answer leads through the same questions again.
     */
    Download with(Download asking, Answers answers) throws StowageException {
        boolean duplicate = asking.need().filter(need -> need == Need.DUPLICATE).isPresent();
        boolean skips = duplicate && answers.onDuplicate() == OnDuplicate.SKIP && reuse.possible(asking);
        return skips ? reuse.settled(asking.skipped(asking.duplicates().get(0))) : asking.answered(answers);
    }

    /** @throws StowageException when nobody can do that yet */
    static void checkPossible(OnDuplicate answer) throws StowageException {
        if (answer == OnDuplicate.OVERWRITE || answer == OnDuplicate.LINK) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.NOT_SUPPORTED,
                    answer.wire() + " what is there already",
                    "that is not possible yet",
                    "Use skip to take what is there, or download for a second file beside it."));
        }
    }
}
