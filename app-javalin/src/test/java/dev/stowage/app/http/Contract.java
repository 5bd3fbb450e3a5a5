package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The description of the API, and whether answers keep to it: so much of JSON Schema as it uses, with every field of ours named. */
final class Contract {
    /** What is described twice would be read as its last description. */
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Contract OURS = new Contract();

    private final JsonNode document;

    private Contract() {
        try (InputStream in = Contract.class.getResourceAsStream("openapi.json")) {
            document = MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract ours() {
        return OURS;
    }

    JsonNode document() {
        return document;
    }

    /** What is described, as {@code METHOD path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** Fails when an answer is not as it is described. Paths that are not described are nobody's promise. */
    void check(String method, HttpResponse<String> answer) throws IOException {
        String path = answer.uri().getPath();
        Optional<JsonNode> operation = operation(method.toLowerCase(Locale.ROOT), path);
        if (operation.isEmpty()) {
            return;
        }
        String status = Integer.toString(answer.statusCode());
        JsonNode described = resolved(operation.get().path("responses").path(status));
        if (described.isMissingNode()) {
            assertTrue(answer.statusCode() >= 400, method + " " + path + " answers " + status);
            described = resolved(operation.get().path("responses").path("default"));
        }
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            boolean leadsOn = answer.headers().firstValue("Location").isPresent();
            assertTrue(leadsOn || answer.body().isEmpty(), method + " " + path + ": " + answer.body());
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        assertTrue(
                content.has(type) || content.has(type.replaceFirst("/.*", "/*")),
                method + " " + path + " answers " + status + " as " + type);
        List<String> flaws = new ArrayList<>();
        if (content.path(type).has("schema")) {
            check(MAPPER.readTree(answer.body()), content.path(type).path("schema"), "", flaws);
        }
        assertEquals(List.of(), flaws, method + " " + path + ": " + answer.body());
    }

    /** What keeps a value from being one of these. */
    List<String> flaws(String schema, JsonNode value) {
        List<String> flaws = new ArrayList<>();
        check(value, document.path("components").path("schemas").path(schema), "", flaws);
        return flaws;
    }

    private Optional<JsonNode> operation(String method, String path) {
        return document.path("paths").properties().stream()
                .filter(described -> matches(described.getKey(), path))
                .map(Map.Entry::getValue)
                .filter(methods -> methods.has(method))
                .map(methods -> methods.path(method))
                .findFirst();
    }

    private static boolean matches(String described, String path) {
        String pattern = Pattern.quote(described).replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q");
        return path.matches(pattern);
    }

    private void check(JsonNode value, JsonNode written, String at, List<String> flaws) {
        JsonNode schema = resolved(written);
        if (schema.has("anyOf")) {
            checkAny(value, schema.path("anyOf"), at, flaws);
            return;
        }
        if (schema.has("type") && !types(schema.path("type")).contains(type(value))) {
            flaws.add(at + " is " + value.getNodeType());
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            flaws.add(at + " is " + value);
        }
        if (value.isObject() && schema.has("properties")) {
            checkFields(value, schema, at, flaws);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(value.get(i), schema.path("items"), at + "/" + i, flaws);
        }
    }

    private void checkAny(JsonNode value, JsonNode choices, String at, List<String> flaws) {
        List<String> all = new ArrayList<>();
        for (JsonNode choice : choices) {
            List<String> here = new ArrayList<>();
            check(value, choice, at, here);
            if (here.isEmpty()) {
                return;
            }
            all.addAll(here);
        }
        flaws.addAll(all);
    }

    /** A field that is not described is as wrong as one that is missing. */
    private void checkFields(JsonNode value, JsonNode schema, String at, List<String> flaws) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                flaws.add(at + "/" + required.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode described = schema.path("properties").path(field.getKey());
            String place = at + "/" + field.getKey();
            if (described.isMissingNode()) {
                flaws.add(place + " is not described");
            } else {
                check(field.getValue(), described, place, flaws);
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Set<String> types(JsonNode type) {
        Set<String> types = new TreeSet<>();
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else {
            types.add(type.asText());
        }
        return types;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL -> "null";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
