package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.SourceToken;

/** What a user has for a source, for programs; never the token. */
public final class TokenJson {
    private TokenJson() {}

    /** One of the API's tokens. */
    public static ObjectNode of(SourceToken token) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("source", token.source())
                .put("from", token.given().orElse(token.stored() ? "stored" : null))
                .put("stored", token.stored())
                .put("lastFour", token.lastFour().orElse(null));
        ArrayNode origins = object.putArray("origins");
        token.origins().forEach(origin -> origins.add(origin.toString()));
        token.problem().ifPresent(problem -> object.set("error", ProblemJson.of(problem)));
        return object;
    }
}
