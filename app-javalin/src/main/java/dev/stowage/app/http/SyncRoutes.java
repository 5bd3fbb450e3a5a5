package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Workers;
import dev.stowage.app.json.SyncJson;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** Which worker has which asset. */
record SyncRoutes(Workers workers) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/syncs", Permission.USER, this::all);
        json.get("/workers/{id}/syncs", Permission.USER, this::onWorker);
        json.post("/workers/{id}/retry", Permission.USER, this::retry);
        json.get("/assets/{id}/syncs", Permission.USER, this::ofAsset);
        json.post("/assets/{id}/sync", Permission.USER, this::sync);
    }

    private void all(Context context) throws StowageException {
        page(context, SyncQuery.ALL);
    }

    private void onWorker(Context context) throws StowageException {
        WorkerId id = Named.workerId(context);
        if (workers.find(id).isEmpty()) {
            throw new StowageException(Named.unknown("worker", id.text()));
        }
        page(context, SyncQuery.ALL.on(id));
    }

    private void retry(Context context) throws StowageException {
        context.json(JsonNodeFactory.instance.objectNode().put("syncs", workers.retry(Named.workerId(context))));
    }

    private void ofAsset(Context context) throws StowageException {
        context.json(json(workers.states(Named.assetId(context))));
    }

    /** Without a body, or with one that selects none, it is tried again where it is wanted. */
    private void sync(Context context) throws StowageException {
        Sha256 asset = Named.assetId(context);
        Fields fields = Fields.of(context);
        WorkerSelection said = WorkerFields.selection(fields).orElseGet(() -> WorkerFields.within(fields));
        fields.check();
        boolean silent = said.equals(WorkerSelection.NONE);
        context.json(json(workers.sync(asset, silent ? workers.wanted(asset) : said)));
    }

    private void page(Context context, SyncQuery all) throws StowageException {
        Parameters parameters = Parameters.of(context);
        List<Phase> phases = parameters.words("status", Phase.values(), Phase::wire);
        int limit = parameters.limit();
        parameters.check();
        SyncQuery query = all.in(Set.copyOf(phases)).limit(limit);
        Page<Sync> page = workers.syncs(parameters.cursor().map(query::after).orElse(query));
        page.nextCursor().ifPresent(parameters::link);
        context.json(json(page.items()).put("nextCursor", page.nextCursor().orElse(null)));
    }

    private static ObjectNode json(List<Sync> syncs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("items", SyncJson.of(syncs));
        return json;
    }
}
