package dev.stowage.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What there is, as OpenAPI describes it. */
record DescriptionRoutes(String version) implements Resource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public void addTo(Routes routes) {
        routes.answeringJson().get("/openapi.json", Permission.OPEN, this::describe);
    }

    private void describe(Context context) throws IOException {
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream("openapi.json")) {
            ObjectNode document = (ObjectNode) MAPPER.readTree(Objects.requireNonNull(in));
            document.withObject("/info").put("version", version);
            context.json(document);
        }
    }
}
