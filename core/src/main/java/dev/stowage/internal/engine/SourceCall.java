package dev.stowage.internal.engine;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.Optional;

/**
 * A call as it goes to a source, or to whoever fetches a file of that source.
 *
 * @param call the call itself
 * @param id the id of the source
 */
record SourceCall(Call call, String id) implements Call {
    @Override
    public UserId user() {
        return call.user();
    }

    @Override
    public String correlation() {
        return call.correlation();
    }

    @Override
    public Optional<String> source() {
        return Optional.of(id);
    }

    @Override
    public void check() throws CancelledException {
        call.check();
    }

    @Override
    public Subscription onCancel(Runnable action) {
        return call.onCancel(action);
    }
}
