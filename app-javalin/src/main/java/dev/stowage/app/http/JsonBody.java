package dev.stowage.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a request: one JSON object. */
final class JsonBody {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonBody() {}

    /** The object; an empty body is an empty object. */
    static ObjectNode of(Context context) {
        byte[] bytes = context.bodyAsBytes();
        if (bytes.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed(context, "it is no object");
        } catch (StreamConstraintsException e) {
            throw malformed(context, "it is nested too deeply, or has a name or number that is too long");
        } catch (JsonProcessingException e) {
            throw malformed(
                    context,
                    "it breaks off or goes wrong at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal malformed(Context context, String why) {
        return Refusal.of(400, "malformed_json", "read the body of " + context.path(), why, "Send one JSON object.");
    }
}
