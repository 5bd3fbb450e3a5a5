package dev.stowage.tck.selftest;

import dev.stowage.tck.selftest.PlainSource.Flaw;
import java.util.Set;

final class PlainSourceContractTest extends PlainSourceContract {
    @Override
    Set<Flaw> flaws() {
        return Set.of();
    }
}
