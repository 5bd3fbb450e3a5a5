package dev.stowage.civitai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what a site sent, within limits, and takes any field for missing that is not what it should be. */
final class Json {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(100)
                            .maxTokenCount(1_000_000)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The object that this is; empty when it is anything else. */
    static Optional<ObjectNode> object(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return MAPPER.readTree(marked ? text.substring(1) : text) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    /** A text that says something, without characters that control a terminal. */
    static Optional<String> text(JsonNode node, String field) {
        return raw(node, field).map(Json::harmless).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A text exactly as it came. */
    static Optional<String> raw(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The texts of a list, those that say something. */
    static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node.path(field)) {
            if (item.isTextual() && !item.textValue().isBlank()) {
                texts.add(harmless(item.textValue()).strip());
            }
        }
        return texts;
    }

    /** The objects of a list. */
    static List<JsonNode> objects(JsonNode node, String field) {
        List<JsonNode> objects = new ArrayList<>();
        JsonNode list = node.path(field);
        if (list.isArray()) {
            list.forEach(item -> {
                if (item.isObject()) {
                    objects.add(item);
                }
            });
        }
        return objects;
    }

    static OptionalInt id(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Numbers.id(value.longValue())
                : OptionalInt.empty();
    }

    static OptionalInt number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() && value.canConvertToInt()
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }

    static boolean is(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }

    /** Hands over what a truth value says, if it is there. */
    static void truth(JsonNode node, String field, Consumer<Boolean> then) {
        if (node.path(field).isBoolean()) {
            then.accept(node.path(field).booleanValue());
        }
    }

    /** A time; one without a zone is meant in UTC. */
    static Optional<Instant> time(JsonNode node, String field) {
        return text(node, field).flatMap(Json::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static String harmless(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }
}
