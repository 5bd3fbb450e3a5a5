package dev.stowage.tck.selftest;

import dev.stowage.tck.selftest.PlainSource.Flaw;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SourceResolverContractIsStrictTest {
    private static volatile Flaw wrong = Flaw.CLAIMS_NOTHING;

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        wrong = flaw;
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. */
    static final class Flawed extends PlainSourceContract {
        @Override
        Set<Flaw> flaws() {
            return Set.of(wrong);
        }
    }
}
