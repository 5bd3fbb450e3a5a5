package dev.stowage.modelfiles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * A recorded header; see the README beside the files.
 *
 * @param texts the text values of its {@code __metadata__} and, at the top, of its own
 */
record Fixture(Map<String, long[]> tensors, Map<String, String> metadata, Map<String, String> texts) {
    static Fixture read(String name) throws IOException {
        Fixture fixture = new Fixture(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        try (InputStream file = Fixture.class.getResourceAsStream("headers/" + name + ".json");
                JsonParser json = new JsonFactory().createParser(Objects.requireNonNull(file, name))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                fixture.read(json, json.currentName(), json.nextToken());
            }
        }
        return fixture;
    }

    private void read(JsonParser json, String key, JsonToken value) throws IOException {
        if (key.equals("tensors")) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                LongStream.Builder shape = LongStream.builder();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    shape.add(json.getLongValue());
                }
                tensors.put(name, shape.build().toArray());
            }
        } else if (key.equals("__metadata__")) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    metadata.put(name, json.getText());
                }
                json.skipChildren();
            }
        } else if (value == JsonToken.VALUE_STRING) {
            texts.put(key, json.getText());
        } else {
            json.skipChildren();
        }
    }
}
