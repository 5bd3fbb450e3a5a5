package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The recorded answers of the Hub. */
final class Recordings {
    static final String SDXL_TURBO = text("model-info-blobs-sdxl-turbo.json");
    static final String BERT_TREE = text("tree-bert-base-uncased.json");
    static final String BERT_TREE_EXPANDED = text("tree-expand-bert-base-uncased.json");
    static final JsonNode URI_CASES = json(text("uri-cases.json"));
    static final JsonNode ERRORS = json(text("error-and-ratelimit-responses.json"));

    private Recordings() {}

    static JsonNode json(String text) {
        return Json.read(text.getBytes(UTF_8)).orElseThrow();
    }

    private static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(Recordings.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
