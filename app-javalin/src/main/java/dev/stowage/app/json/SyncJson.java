package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import java.util.List;

/** One asset on one worker; {@code error} is left out unless it failed. */
public final class SyncJson {
    private SyncJson() {}

    /** A sync of the API. */
    public static ObjectNode of(Sync sync) {
        SyncState state = sync.state();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("assetId", sync.asset().hex())
                .put("workerId", sync.worker().text())
                .put("status", state.phase().wire())
                .put("bytesDone", state.bytesDone())
                .put("at", state.at().toString());
        state.problem().ifPresent(problem -> json.set("error", ProblemJson.of(problem)));
        return json;
    }

    /** Several. */
    public static ArrayNode of(List<Sync> syncs) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        syncs.forEach(sync -> array.add(of(sync)));
        return array;
    }
}
