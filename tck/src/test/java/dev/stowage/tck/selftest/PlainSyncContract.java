package dev.stowage.tck.selftest;

import dev.stowage.model.SafePath;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.WorkerSync;
import dev.stowage.tck.WorkerSyncContract;
import dev.stowage.tck.selftest.PlainSync.Flaw;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract on workers in memory. */
abstract class PlainSyncContract extends WorkerSyncContract {
    private final PlainSync sync = new PlainSync(flaws());

    abstract Set<Flaw> flaws();

    @Override
    protected WorkerSync create() {
        return sync;
    }

    @Override
    protected Worker worker(WorkerId id) {
        return new Worker(id, "plain", Set.of(), Map.of());
    }

    @Override
    protected Worker unreachable(WorkerId id) {
        return new Worker(id, "plain", Set.of(), Map.of("off", "yes"));
    }

    @Override
    protected Worker meaningless(WorkerId id) {
        return new Worker(id, "plain", Set.of(), Map.of("nonsense", "yes"));
    }

    @Override
    protected void place(Worker worker, SafePath path, byte[] content) {
        sync.place(worker.id(), path, content);
    }

    @Override
    protected Optional<byte[]> content(Worker worker, SafePath path) {
        return sync.content(worker.id(), path);
    }
}
