package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Worker;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ways to bring assets to workers, by their ids.
 *
 * @param byId each guarded
 */
public record SyncEngines(Map<String, WorkerSync> byId) {
    public SyncEngines {
        byId = Map.copyOf(byId);
    }

    boolean has(String engine) {
        return byId.containsKey(engine);
    }

    /** The engine of a worker. */
    WorkerSync of(Worker worker) throws StowageException {
        WorkerSync engine = byId.get(worker.engine());
        if (engine == null) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_WORKER,
                    "reach worker " + worker.id(),
                    "there is no engine \"" + worker.engine() + "\"",
                    there()));
        }
        return engine;
    }

    /** Which of these workers are reached in one call: each alone, unless its engine would rather have all of them. */
    List<List<Worker>> together(List<Worker> workers) throws StowageException {
        Map<String, List<Worker>> groups = new LinkedHashMap<>();
        List<List<Worker>> all = new ArrayList<>();
        for (Worker worker : workers) {
            if (of(worker).together()) {
                groups.computeIfAbsent(worker.engine(), id -> new ArrayList<>()).add(worker);
            } else {
                all.add(List.of(worker));
            }
        }
        all.addAll(groups.values());
        return all;
    }

    private String there() {
        return byId.isEmpty()
                ? "Add a module that brings one, such as stowage-adapter-workers."
                : "Use one of: " + String.join(", ", new TreeMap<>(byId).keySet()) + ".";
    }
}
