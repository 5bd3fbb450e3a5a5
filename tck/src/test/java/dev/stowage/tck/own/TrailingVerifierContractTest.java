package dev.stowage.tck.own;

import dev.stowage.internal.hashing.TrailingVerifier;
import dev.stowage.spi.HashVerifier;
import dev.stowage.tck.HashVerifierContract;

final class TrailingVerifierContractTest extends HashVerifierContract {
    @Override
    protected HashVerifier create() {
        return new TrailingVerifier(
                task -> {
                    Thread thread = new Thread(task, "hashing");
                    thread.setDaemon(true);
                    return thread;
                },
                2);
    }
}
