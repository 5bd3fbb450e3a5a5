package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.json.ProblemJson;
import dev.stowage.model.Problem;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** What results and sentences are written on. */
record Paper(Surroundings.Streams streams) {
    /** A line of the result. */
    void line(String text) {
        streams.out().println(text);
    }

    /** The result for programs: one object on one line. JSON is UTF-8, whatever the terminal is. */
    void json(ObjectNode object) {
        raw(object + "\n");
        streams.out().flush();
    }

    /** A piece of a result for programs that is too long to be kept whole. */
    void raw(String json) {
        PrintStream out = streams.out();
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What became of some downloads, for programs. */
    void downloads(Collection<Outcome> outcomes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode downloads = object.putArray("downloads");
        outcomes.forEach(outcome -> downloads.add(outcome.json()));
        json(object);
    }

    /** Why the whole command came to nothing, for programs. */
    void failure(Problem problem) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("error", ProblemJson.of(problem));
        json(object);
    }

    /** A sentence for the person. */
    void tell(String sentence) {
        streams.err().println("stowage: " + sentence.replaceAll("\\p{Cntrl}+", " "));
    }
}
