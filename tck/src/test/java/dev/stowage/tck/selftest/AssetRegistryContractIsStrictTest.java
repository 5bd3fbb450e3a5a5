package dev.stowage.tck.selftest;

import dev.stowage.spi.AssetRegistry;
import dev.stowage.tck.AssetRegistryContract;
import dev.stowage.tck.selftest.FlawedLibrary.Flaw;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AssetRegistryContractIsStrictTest {
    private static volatile Flaw wrong = Flaw.FORGETS;

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        wrong = flaw;
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. It says that it is durable, which memory is not. */
    static final class Flawed extends AssetRegistryContract {
        @Override
        protected AssetRegistry create() {
            return new FlawedLibrary(wrong);
        }

        @Override
        protected AssetRegistry reopen() {
            return new FlawedLibrary(wrong);
        }
    }
}
