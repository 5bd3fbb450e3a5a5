package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import org.jspecify.annotations.Nullable;

/** What went wrong, for programs. */
public final class ProblemJson {
    private ProblemJson() {}

    /** The error of a download or of a whole command. */
    public static ObjectNode of(Problem problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", problem.code())
                .put("message", problem.message())
                .put("retryable", problem.retryable())
                .put("action", action(problem));
    }

    /** A hint for programs: what is needed, or that trying again may help. */
    private static @Nullable String action(Problem problem) {
        return problem.need().map(Need::wire).orElse(problem.retryable() ? "retry" : null);
    }
}
