package dev.stowage.tck.selftest;

import dev.stowage.spi.Storage;
import dev.stowage.tck.StorageContract;
import dev.stowage.tck.selftest.FlawedStorage.Flaw;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StorageContractIsStrictTest {
    private static volatile Flaw wrong = Flaw.FORGETS;

    @ParameterizedTest
    @EnumSource
    void rejects(Flaw flaw) {
        wrong = flaw;
        Verdicts.assertRejected(Flawed.class, flaw.sentence);
    }

    /** Not run by itself. It says that it is durable, which memory is not. */
    static final class Flawed extends StorageContract {
        @Override
        protected Storage create() {
            return new FlawedStorage(wrong);
        }

        @Override
        protected Storage reopen() {
            return new FlawedStorage(wrong);
        }
    }
}
