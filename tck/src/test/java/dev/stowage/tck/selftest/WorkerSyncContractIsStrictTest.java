package dev.stowage.tck.selftest;

import dev.stowage.tck.selftest.PlainSync.Flaw;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WorkerSyncContractIsStrictTest {
    private static final Set<Flaw> FLAWS = EnumSet.noneOf(Flaw.class);

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        FLAWS.clear();
        FLAWS.add(flaw);
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. */
    static final class Flawed extends PlainSyncContract {
        @Override
        Set<Flaw> flaws() {
            return EnumSet.copyOf(FLAWS);
        }
    }
}
