package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What is on its way to workers, which is not stored: only the server that brings it can tell. */
final class LiveWorkers {
    private LiveWorkers() {}

    /** A worker with the counts that the server tells, if it tells of that worker. */
    static WorkerStatus shown(WorkerStatus stored, JsonNode told) {
        Optional<JsonNode> syncs = StreamSupport.stream(told.spliterator(), false)
                .filter(item -> says(item, "id", stored.worker().id().text()))
                .map(item -> item.path("syncs"))
                .findFirst();
        return syncs.map(counts ->
                        new WorkerStatus(stored.worker(), counts(counts), stored.lastSeen(), stored.problem()))
                .orElse(stored);
    }

    /** A sync, as running when the server tells so. */
    static Sync shown(Sync stored, JsonNode told) {
        return StreamSupport.stream(told.spliterator(), false)
                .filter(item -> says(item, "assetId", stored.asset().hex()))
                .filter(item -> says(item, "workerId", stored.worker().text()))
                .filter(item -> says(item, "status", Phase.RUNNING.wire()))
                .findFirst()
                .map(item -> SyncState.running(
                        item.path("bytesDone").asLong(), stored.state().at()))
                .map(state -> new Sync(stored.asset(), stored.worker(), state))
                .orElse(stored);
    }

    private static Map<Phase, Long> counts(JsonNode syncs) {
        Map<Phase, Long> counts = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            long count = syncs.path(phase.wire()).asLong();
            if (count > 0) {
                counts.put(phase, count);
            }
        }
        return counts;
    }

    private static boolean says(JsonNode item, String member, String text) {
        return item.path(member).asText().equals(text);
    }
}
