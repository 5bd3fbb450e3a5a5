package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Problem;
import java.util.Locale;

/** A failed request as RFC 9457 wants it, with the members that every problem of Stowage has. */
public final class ProblemDetailsJson {
    private ProblemDetailsJson() {}

    /**
     * A problem as the body of an answer.
     *
     * @param status the answer's
     * @param instance the path that was asked for
     */
    public static ObjectNode of(Problem problem, int status, String instance) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:stowage:problem:" + problem.code())
                .put("title", title(problem.code()))
                .put("status", status)
                .put("detail", problem.message())
                .put("instance", instance)
                .put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
        ObjectNode own = ProblemJson.of(problem);
        own.remove("message");
        return json.setAll(own);
    }

    private static String title(String code) {
        String words = code.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
