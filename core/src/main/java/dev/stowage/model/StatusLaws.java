package dev.stowage.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What must be known in each status. A download that breaks one of these laws cannot be built. */
final class StatusLaws {
    private static final Map<Status, Set<Fact>> REQUIRED = new EnumMap<>(Map.of(
            Status.AWAITING_DECISION, EnumSet.of(Fact.NEED),
            Status.DOWNLOADING, EnumSet.of(Fact.FILE, Fact.PLACE),
            Status.VERIFYING, EnumSet.of(Fact.FILE, Fact.PLACE),
            Status.AWAITING_REVIEW, EnumSet.of(Fact.FILE, Fact.PLACE),
            Status.PLACING, EnumSet.of(Fact.FILE, Fact.PLACE, Fact.ACCEPTANCE),
            Status.REGISTERING, EnumSet.of(Fact.FILE, Fact.PLACE, Fact.ACCEPTANCE, Fact.PATH),
            Status.SYNCING, EnumSet.of(Fact.FILE, Fact.PLACE, Fact.ACCEPTANCE, Fact.PATH, Fact.ASSET),
            Status.COMPLETED, EnumSet.of(Fact.PATH, Fact.ASSET),
            Status.FAILED, EnumSet.of(Fact.PROBLEM)));

    private StatusLaws() {}

    /** @throws IllegalStateException naming the first fact that is missing */
    static void check(Status status, Map<Fact, Boolean> known) {
        for (Fact fact : REQUIRED.getOrDefault(status, Set.of())) {
            if (!known.getOrDefault(fact, false)) {
                throw new IllegalStateException("A download is not " + status.wire() + " without " + fact.phrase);
            }
        }
    }

    enum Fact {
        FILE("its file"),
        PLACE("its place"),
        /** {@link Verdict#MATCH} or {@link Verdict#UNPUBLISHED}. */
        ACCEPTANCE("an accepting verdict"),
        PATH("its path"),
        ASSET("its asset"),
        PROBLEM("its problem"),
        NEED("what it needs");

        private final String phrase;

        Fact(String phrase) {
            this.phrase = phrase;
        }
    }
}
