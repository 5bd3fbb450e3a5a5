package dev.stowage.internal.engine;

import dev.stowage.model.Sha256;
import dev.stowage.model.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody asked to have on a worker now, in the order of asking; taken once. */
final class Asked {
    private final Map<WorkerId, Set<Sha256>> assets = new HashMap<>();

    synchronized void add(Sha256 asset, List<WorkerId> workers) {
        workers.forEach(worker ->
                assets.computeIfAbsent(worker, id -> new LinkedHashSet<>()).add(asset));
    }

    synchronized List<Sha256> take(WorkerId worker) {
        Set<Sha256> taken = assets.remove(worker);
        return taken == null ? List.of() : new ArrayList<>(taken);
    }

    synchronized boolean isEmpty() {
        return assets.isEmpty();
    }
}
