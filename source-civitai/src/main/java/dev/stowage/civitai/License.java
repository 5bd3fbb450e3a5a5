package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a creator allows, which the site asks for point by point instead of naming a licence. */
final class License {
    private static final String COMMERCIAL = "allowCommercialUse";

    private License() {}

    /** The points in words; empty when none is told. */
    static Optional<String> of(JsonNode model) {
        List<String> points = new ArrayList<>();
        commercial(model)
                .ifPresent(uses -> points.add(
                        uses.isEmpty() ? "no commercial use" : "commercial use: " + String.join(", ", uses)));
        Json.truth(model, "allowNoCredit", yes -> points.add(yes ? "credit optional" : "credit required"));
        Json.truth(model, "allowDerivatives", yes -> points.add(yes ? "derivatives allowed" : "no derivatives"));
        Json.truth(
                model,
                "allowDifferentLicense",
                yes -> points.add(yes ? "derivatives may differ in licence" : "derivatives keep this licence"));
        return points.isEmpty() ? Optional.empty() : Optional.of("CivitAI: " + String.join("; ", points));
    }

    /** A list, a list written as text, or one word: the site has had all of them. */
    private static Optional<List<String>> commercial(JsonNode model) {
        JsonNode value = model.path(COMMERCIAL);
        Stream<String> words = switch (value.getNodeType()) {
            case ARRAY -> Json.texts(model, COMMERCIAL).stream();
            case STRING -> Arrays.stream(value.textValue().split("[{},\\s\"]+"));
            default -> Stream.of();
        };
        List<String> uses = words.filter(word -> !word.isEmpty() && !word.equalsIgnoreCase("None"))
                .toList();
        return value.isArray() || value.isTextual() ? Optional.of(uses) : Optional.empty();
    }
}
