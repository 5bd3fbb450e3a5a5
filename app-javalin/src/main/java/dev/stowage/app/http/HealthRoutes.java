package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Stowage;
import dev.stowage.app.json.ProviderJson;
import io.javalin.http.Context;

/** How the server is, and what it is made of. */
record HealthRoutes(Stowage stowage, Readiness readiness) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/healthz", Permission.OPEN, HealthRoutes::alive);
        json.get("/readyz", Permission.OPEN, this::ready);
        json.get("/providers", Permission.USER, this::providers);
    }

    private static void alive(Context context) {
        context.json(JsonNodeFactory.instance.objectNode().put("status", "ok"));
    }

    private void ready(Context context) {
        readiness.problem().ifPresent(problem -> {
            throw new Refusal(503, problem);
        });
        context.json(JsonNodeFactory.instance.objectNode().put("status", "ready"));
    }

    private void providers(Context context) {
        var object = JsonNodeFactory.instance.objectNode();
        var items = object.putArray("items");
        stowage.providers().forEach(report -> items.add(ProviderJson.of(report)));
        context.json(object);
    }
}
