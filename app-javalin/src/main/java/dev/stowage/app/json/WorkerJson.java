package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import java.time.Instant;
import java.util.TreeMap;

/** A worker and how it goes there; {@code error} says why the last attempt failed, and is left out when it did not. */
public final class WorkerJson {
    private WorkerJson() {}

    /** A worker of the API. */
    public static ObjectNode of(WorkerStatus status) {
        ObjectNode json = of(status.worker());
        ObjectNode syncs = json.putObject("syncs");
        for (Phase phase : Phase.values()) {
            syncs.put(phase.wire(), status.count(phase));
        }
        json.put("lastSeen", status.lastSeen().map(Instant::toString).orElse(null));
        status.problem().ifPresent(problem -> json.set("error", ProblemJson.of(problem)));
        return json;
    }

    /** A worker as {@code PUT /workers/{id}} takes it. */
    public static ObjectNode of(Worker worker) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", worker.id().text())
                .put("engine", worker.engine())
                .put("enabled", worker.enabled());
        json.set("tags", DownloadJson.texts(worker.tags().stream().sorted().toList()));
        ObjectNode settings = json.putObject("settings");
        new TreeMap<>(worker.settings()).forEach(settings::put);
        return json;
    }
}
