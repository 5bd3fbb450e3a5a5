package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.api.Workers;
import dev.stowage.app.json.ProblemJson;
import dev.stowage.app.json.WorkerJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** The workers. */
record WorkerRoutes(Workers workers) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/workers", Permission.USER, this::list);
        json.post("/workers", Permission.ADMIN, this::create);
        json.get("/workers/{id}", Permission.USER, this::one);
        json.put("/workers/{id}", Permission.ADMIN, this::replace);
        json.delete("/workers/{id}", Permission.ADMIN, this::remove);
        json.post("/workers/{id}/reach", Permission.USER, this::reach);
    }

    private void list(Context context) throws StowageException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        workers.list().forEach(status -> items.add(WorkerJson.of(status)));
        context.json(json);
    }

    private void create(Context context) throws StowageException {
        Fields fields = Fields.of(context).require("id");
        Optional<WorkerId> id = fields.read("id", WorkerId::new);
        fields.check();
        Worker worker = WorkerFields.worker(fields, id.orElseThrow());
        if (workers.find(worker.id()).isPresent()) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CONFLICT,
                    Codes.ILLEGAL_STATE,
                    "add worker " + worker.id(),
                    "there is one of that id",
                    "PUT /workers/" + worker.id() + " replaces it."));
        }
        context.status(HttpStatus.CREATED)
                .header("Location", "/workers/" + worker.id())
                .json(WorkerJson.of(workers.put(worker)));
    }

    private void one(Context context) throws StowageException {
        context.json(WorkerJson.of(found(context)));
    }

    private void replace(Context context) throws StowageException {
        WorkerStatus before = found(context);
        Worker worker = WorkerFields.worker(Fields.of(context), before.worker().id());
        context.json(WorkerJson.of(workers.put(worker)));
    }

    private void remove(Context context) throws StowageException {
        workers.remove(found(context).worker().id());
        context.status(HttpStatus.NO_CONTENT);
    }

    private void reach(Context context) throws StowageException {
        Optional<Problem> why = workers.reach(Named.workerId(context));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("reached", why.isEmpty());
        why.ifPresent(problem -> json.set("error", ProblemJson.of(problem)));
        context.json(json);
    }

    private WorkerStatus found(Context context) throws StowageException {
        WorkerId id = Named.workerId(context);
        return workers.find(id).orElseThrow(() -> new StowageException(Named.unknown("worker", id.text())));
    }
}
