package dev.stowage.huggingface;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** JSON of strangers: read within limits, and taken as it comes: what is missing, null or of another kind is simply not there. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .maxTokenCount(1_000_000)
                    .build())
            .build());

    private Json() {}

    /** The document; empty when it cannot be read or is neither object nor array. */
    static Optional<JsonNode> read(byte[] document) {
        try {
            JsonNode node = MAPPER.readTree(document);
            return node != null && node.isContainerNode() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** A text that is not blank. */
    static Optional<String> text(JsonNode node, String field) {
        return text(node.path(field));
    }

    /** One text or a list of them: both occur for the same field. */
    static List<String> texts(JsonNode node, String field) {
        JsonNode value = node.path(field);
        List<String> texts = new ArrayList<>();
        text(value).ifPresent(texts::add);
        if (value.isArray()) {
            value.forEach(element -> text(element).ifPresent(texts::add));
        }
        return texts;
    }

    /** A whole number that is not negative. */
    static OptionalLong count(JsonNode node, String field) {
        JsonNode value = node.path(field);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
        return whole ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()).filter(text -> !text.isBlank()) : Optional.empty();
    }
}
