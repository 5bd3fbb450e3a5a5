package dev.stowage.tck.selftest;

import dev.stowage.tck.selftest.PlainSync.Flaw;
import java.util.Set;

final class PlainSyncContractTest extends PlainSyncContract {
    @Override
    Set<Flaw> flaws() {
        return Set.of();
    }
}
