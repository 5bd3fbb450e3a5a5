package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of a request's body as values; what is wrong is collected, so that everything is told at once by {@link #check}. A field that is
 * {@code null} is as good as absent, and one that nobody reads is ignored.
 */
final class Fields {
    private final ObjectNode object;
    private final String at;
    private final String what;
    private final List<Flaw> flaws;

    private Fields(ObjectNode object, String at, String what, List<Flaw> flaws) {
        this.object = object;
        this.at = at;
        this.what = what;
        this.flaws = flaws;
    }

    /** Those of a request. */
    static Fields of(Context context) {
        return new Fields(JsonBody.of(context), "", "read the body of " + context.path(), new ArrayList<>());
    }

    /** Whether the field is there with a value. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Whether anything is said about the field, be it {@code null}. */
    boolean names(String name) {
        return object.has(name);
    }

    Optional<String> text(String name) {
        return value(name, JsonNode::isTextual, "is to be a text").map(JsonNode::textValue);
    }

    /**
     * A text that means something.
     *
     * @param reader throws an exception of an illegal argument, with a sentence, when it does not
     */
    <T> Optional<T> read(String name, Function<String, T> reader) {
        return text(name).flatMap(text -> reading(name, text, reader));
    }

    /** One of a few words. */
    <T> Optional<T> choice(String name, T[] values, Function<T, String> wire) {
        return read(
                name,
                word -> Arrays.stream(values)
                        .filter(value -> wire.apply(value).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("is to be one of "
                                + Arrays.stream(values).map(wire).collect(Collectors.joining(", ")))));
    }

    Optional<Boolean> truth(String name) {
        return value(name, JsonNode::isBoolean, "is to be true or false").map(JsonNode::booleanValue);
    }

    OptionalInt integer(String name) {
        return value(name, JsonNode::isInt, "is to be a whole number")
                .map(node -> OptionalInt.of(node.intValue()))
                .orElse(OptionalInt.empty());
    }

    OptionalLong whole(String name) {
        return value(name, node -> node.isIntegralNumber() && node.canConvertToLong(), "is to be a whole number")
                .map(node -> OptionalLong.of(node.longValue()))
                .orElse(OptionalLong.empty());
    }

    /** A list of texts; empty when the field is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list =
                value(name, JsonNode::isArray, "is to be a list of texts").orElse(JsonNodeFactory.instance.arrayNode());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isTextual()) {
                texts.add(list.get(i).textValue());
            } else {
                flaw(name + "/" + i, "is to be a text");
            }
        }
        return texts;
    }

    /** The fields of an object within; none when it is absent. */
    Fields within(String name) {
        JsonNode node =
                value(name, JsonNode::isObject, "is to be an object").orElse(JsonNodeFactory.instance.objectNode());
        return new Fields((ObjectNode) node, at + "/" + name, what, flaws);
    }

    /** The value as it is, for who reads it otherwise. */
    Optional<JsonNode> raw(String name) {
        return Optional.of(object.path(name)).filter(node -> !node.isMissingNode() && !node.isNull());
    }

    /** Says that a field is missing unless it is there. */
    Fields require(String name) {
        if (!has(name)) {
            flaw(name, "is missing");
        }
        return this;
    }

    /**
     * Looks at a value as a whole.
     *
     * @param check throws an exception of an illegal argument, with a sentence, when it does not hold
     */
    void check(String name, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            flaw(name, String.valueOf(e.getMessage()));
        }
    }

    /** Adds what is wrong with a field. */
    void flaw(String name, String message) {
        flaws.add(new Flaw(at + "/" + name, message));
    }

    /** @throws Refusal telling everything that is wrong, if anything is */
    void check() {
        if (!flaws.isEmpty()) {
            throw Refusal.ofFields(what, flaws);
        }
    }

    private <T> Optional<T> reading(String name, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            flaw(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> form, String expected) {
        Optional<JsonNode> value = raw(name);
        if (value.filter(form.negate()).isPresent()) {
            flaw(name, expected);
        }
        return value.filter(form);
    }
}
