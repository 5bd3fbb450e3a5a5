package dev.stowage.persistence;

import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import java.time.Duration;

/** A problem as JSON. */
final class ProblemJson {
    private ProblemJson() {}

    static JsonObject write(Problem problem) {
        return new JsonObject()
                .put("kind", problem.kind())
                .put("code", problem.code())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("advice", problem.advice())
                .put("retryable", problem.retryable())
                .putIf("need", problem.need().map(Need::wire))
                .putIf("retryAfter", problem.retryAfter());
    }

    static Problem read(JsonObject json) {
        return json.value(
                "code",
                code -> new Problem(
                        json.word("kind", Problem.Kind.class),
                        code,
                        json.text("what"),
                        json.text("why"),
                        json.text("advice"),
                        json.flag("retryable"),
                        json.optionalWord("need", Need.class),
                        json.optional("retryAfter", Duration::parse)));
    }
}
