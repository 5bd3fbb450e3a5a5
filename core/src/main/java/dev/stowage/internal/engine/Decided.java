package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;

/** What becomes of an open question when it is answered. */
final class Decided {
    private Decided() {}

    /** Who skips a duplicate takes what is there already; any other answer leads through the same questions again. */
    static Download with(Download asking, Answers answers) {
        boolean duplicate = asking.need().filter(need -> need == Need.DUPLICATE).isPresent();
        boolean skipped = duplicate
                && answers.onDuplicate() == OnDuplicate.SKIP
                && !asking.duplicates().isEmpty();
        return skipped ? asking.skipped(asking.duplicates().get(0)) : asking.answered(answers);
    }
}
