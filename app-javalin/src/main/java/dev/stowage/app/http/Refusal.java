package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is answered with a problem of its own status, because of how it was made. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MOST_IN_SENTENCE = 3;

    private final transient Problem problem;
    private final int status;
    private final transient ObjectNode more = JsonNodeFactory.instance.objectNode();

    Refusal(int status, Problem problem) {
        super(problem.message());
        this.status = status;
        this.problem = problem;
    }

    /** A request that cannot be meant. */
    static Refusal of(int status, String code, String what, String why, String advice) {
        return new Refusal(status, Problem.of(Problem.Kind.USAGE, code, what, why, advice));
    }

    /** A body whose values cannot be meant; each is told with its pointer. */
    static Refusal ofFields(String what, List<Flaw> flaws) {
        return of(422, "invalid_fields", what, sentence(flaws), "Correct that and send it again.")
                .with("errors", list("pointer", flaws));
    }

    /** Parameters that cannot be meant. */
    static Refusal ofParameters(String what, List<Flaw> flaws) {
        return of(400, "invalid_parameters", what, sentence(flaws), "Correct that and ask again.")
                .with("errors", list("parameter", flaws));
    }

    /** The same with another member in its JSON. */
    Refusal with(String name, JsonNode value) {
        more.set(name, value);
        return this;
    }

    Problem problem() {
        return problem;
    }

    int status() {
        return status;
    }

    /** What its JSON has beyond what every problem has. */
    ObjectNode more() {
        return more;
    }

    private static String sentence(List<Flaw> flaws) {
        String first =
                flaws.stream().limit(MOST_IN_SENTENCE).map(Refusal::clause).collect(Collectors.joining("; "));
        int left = flaws.size() - MOST_IN_SENTENCE;
        return left > 0 ? first + "; and " + left + " more" : first;
    }

    /** What is wrong there goes on from the place, or is a sentence of its own. */
    private static String clause(Flaw flaw) {
        boolean sentence = flaw.message().matches("(?s)\\p{Lu}.*");
        return flaw.place() + (sentence ? ": " : " ") + flaw.message().replaceFirst("\\.$", "");
    }

    private static JsonNode list(String placeName, List<Flaw> flaws) {
        var array = JsonNodeFactory.instance.arrayNode();
        flaws.forEach(flaw -> array.addObject().put(placeName, flaw.place()).put("message", flaw.message()));
        return array;
    }
}
