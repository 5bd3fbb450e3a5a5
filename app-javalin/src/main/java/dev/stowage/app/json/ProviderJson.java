package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.ProviderReport;

/** What became of a provider at start. */
public final class ProviderJson {
    private ProviderJson() {}

    /** One provider; {@code error} is there when it is not in use. */
    public static ObjectNode of(ProviderReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("port", report.port())
                .put("id", report.id())
                .put("from", report.from());
        report.problem().ifPresent(problem -> json.set("error", ProblemJson.of(problem)));
        return json;
    }
}
