package dev.stowage.internal.engine;

import dev.stowage.model.Sha256;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody asked to have on a worker now, in the order of asking, and when it was proven to be there before; each taken once. */
final class Asked {
    private final Map<WorkerId, Set<Sha256>> assets = new HashMap<>();
    private final Map<Place, Instant> proofs = new HashMap<>();

    synchronized void add(Sha256 asset, WorkerId worker) {
        assets.computeIfAbsent(worker, id -> new LinkedHashSet<>()).add(asset);
    }

    /** The proof counts for the worker as it is: with other settings it is somewhere else. */
    synchronized void proven(Sha256 asset, Worker worker, Instant at) {
        proofs.put(new Place(asset, worker), at);
    }

    synchronized List<Sha256> take(WorkerId worker) {
        Set<Sha256> taken = assets.remove(worker);
        return taken == null ? List.of() : new ArrayList<>(taken);
    }

    synchronized Optional<Instant> takeProof(Sha256 asset, Worker worker) {
        return Optional.ofNullable(proofs.remove(new Place(asset, worker)));
    }

    synchronized boolean isEmpty() {
        return assets.isEmpty();
    }

    private record Place(Sha256 asset, Worker worker) {}
}
