package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Stowage;
import dev.stowage.app.json.ProviderJson;
import io.javalin.http.Context;

/** How the server is, and what it is made of. */
record HealthRoutes(Stowage stowage) implements Resource {
    @Override
    public void addTo(Routes routes) {
        routes.get("/healthz", Permission.OPEN, HealthRoutes::alive);
        routes.get("/providers", Permission.USER, this::providers);
    }

    private static void alive(Context context) {
        context.json(JsonNodeFactory.instance.objectNode().put("status", "ok"));
    }

    private void providers(Context context) {
        var object = JsonNodeFactory.instance.objectNode();
        var items = object.putArray("items");
        stowage.providers().forEach(report -> items.add(ProviderJson.of(report)));
        context.json(object);
    }
}
