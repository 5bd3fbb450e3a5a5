package dev.stowage.tck.selftest;

import dev.stowage.spi.HashVerifier;
import dev.stowage.tck.HashVerifierContract;
import java.util.Set;

final class PlainVerifierContractTest extends HashVerifierContract {
    @Override
    protected HashVerifier create() {
        return new PlainVerifier(Set.of());
    }
}
