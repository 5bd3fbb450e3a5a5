package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.model.Verdict;
import dev.stowage.spi.Inspection;
import java.util.ArrayList;
import java.util.List;

/** What a person should settle before a file is used, beyond what inspection and placement found. */
final class Doubt {
    private Doubt() {}

    static List<Finding> about(Draft draft, Verdict verdict, Inspection inspection) {
        List<Finding> doubts = new ArrayList<>();
        if (draft.type().equals(ModelType.UNKNOWN)) {
            doubts.add(Finding.doubt(
                    Codes.TYPE_UNKNOWN, "Neither the source nor the file itself tells what it is for; say its type."));
        }
        if (verdict == Verdict.UNPUBLISHED) {
            doubts.add(unverified(inspection.provesLength()));
        }
        return doubts;
    }

    /** A container that accounts for its own length would have told a cut file; anything else may be cut without a trace. */
    private static Finding unverified(boolean provesLength) {
        return provesLength
                ? Finding.note(
                        Codes.UNVERIFIED, "The source publishes no SHA-256: only size and structure could be checked.")
                : Finding.doubt(
                        Codes.UNVERIFIED,
                        "The source publishes no SHA-256, and this kind of file does not show whether it is complete.");
    }
}
