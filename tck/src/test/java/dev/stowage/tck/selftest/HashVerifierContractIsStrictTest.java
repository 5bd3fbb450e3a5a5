package dev.stowage.tck.selftest;

import dev.stowage.spi.HashVerifier;
import dev.stowage.tck.HashVerifierContract;
import dev.stowage.tck.selftest.PlainVerifier.Flaw;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HashVerifierContractIsStrictTest {
    private static final Set<Flaw> FLAWS = EnumSet.noneOf(Flaw.class);

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        FLAWS.clear();
        FLAWS.add(flaw);
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. */
    static final class Flawed extends HashVerifierContract {
        @Override
        protected HashVerifier create() {
            return new PlainVerifier(EnumSet.copyOf(FLAWS));
        }
    }
}
