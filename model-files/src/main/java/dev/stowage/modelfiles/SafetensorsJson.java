package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a safetensors header token by token; keeps only what is asked for later. */
final class SafetensorsJson {
    private static final String METADATA = "__metadata__";
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME = 10_000;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_DIGITS = 20;
    private static final int MAX_RANK = 64;

    // Names come from strangers: neither interned nor kept. The parser's own search for duplicates would keep all keys
    // of the metadata.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(SafetensorsHeader.MAX_LENGTH)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Map<String, Integer> DTYPE_BITS = Map.ofEntries(
            entry("BOOL", 8),
            entry("U8", 8),
            entry("I8", 8),
            entry("F8_E5M2", 8),
            entry("F8_E4M3", 8),
            entry("F8_E8M0", 8),
            entry("F8_E4M3FNUZ", 8),
            entry("F8_E5M2FNUZ", 8),
            entry("I16", 16),
            entry("U16", 16),
            entry("F16", 16),
            entry("BF16", 16),
            entry("I32", 32),
            entry("U32", 32),
            entry("F32", 32),
            entry("I64", 64),
            entry("U64", 64),
            entry("F64", 64),
            entry("C64", 64),
            entry("F4", 4),
            entry("F6_E2M3", 6),
            entry("F6_E3M2", 6));

    private final JsonParser json;
    private final Layers.Builder layers = new Layers.Builder();
    private final Map<String, String> metadata = new HashMap<>();
    private final TensorNames names = new TensorNames();
    private final Spans spans = new Spans();

    private SafetensorsJson(JsonParser json) {
        this.json = json;
    }

    /** Reads exactly one object, with nothing but white space after it. */
    static SafetensorsJson read(InputStream header) throws IOException {
        // Decoded here and strictly: left to itself the parser would also accept UTF-16 and a byte order mark.
        try (Reader text = new InputStreamReader(header, UTF_8.newDecoder());
                JsonParser json = JSON.createParser(text)) {
            SafetensorsJson reading = new SafetensorsJson(json);
            reading.read();
            return reading;
        } catch (JsonProcessingException e) {
            throw new BrokenException("its header is not valid JSON", e);
        } catch (CharacterCodingException e) {
            throw new BrokenException("its header is not valid UTF-8", e);
        }
    }

    Layers layers() {
        return layers.build();
    }

    Declared declared() {
        return Declared.of(metadata);
    }

    Spans spans() {
        return spans;
    }

    private void read() throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "its header is not a JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals(METADATA)) {
                readMetadata(value);
            } else {
                require(
                        value == JsonToken.START_OBJECT,
                        "its header describes a tensor by something else than a JSON object");
                readTensor(name);
            }
        }
        require(json.nextToken() == null, "something follows after the JSON of its header");
    }

    // Only text is allowed here, but writers that put numbers exist and do no harm.
    private void readMetadata(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING && Declared.KEYS.contains(key)) {
                metadata.put(key, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void readTensor(String name) throws IOException {
        names.add(name);
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "dtype" -> dtype = once(dtype, readText(value));
                case "shape" -> shape = once(shape, readNumbers(value));
                case "data_offsets" -> offsets = once(offsets, readNumbers(value));
                default -> json.skipChildren();
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw new BrokenException("its header describes a tensor incompletely");
        }
        require(offsets.length == 2 && offsets[0] <= offsets[1], "its header places a tensor nowhere");
        check(dtype, shape, offsets[1] - offsets[0]);
        spans.add(offsets[0], offsets[1]);
        layers.add(name, shape);
    }

    private static <T> T once(@Nullable T before, T value) throws BrokenException {
        require(before == null, "its header describes a tensor twice");
        return value;
    }

    private String readText(JsonToken value) throws IOException {
        require(value == JsonToken.VALUE_STRING, "its header has no text where one belongs");
        return json.getText();
    }

    private long[] readNumbers(JsonToken start) throws IOException {
        require(start == JsonToken.START_ARRAY, "its header has no list where one belongs");
        long[] numbers = new long[MAX_RANK];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(count < MAX_RANK, "its header has a tensor of more than " + MAX_RANK + " dimensions");
            require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "its header has no number where one belongs");
            numbers[count] = json.getLongValue();
            require(numbers[count] >= 0, "its header has a negative number");
            count++;
        }
        return Arrays.copyOf(numbers, count);
    }

    private static void check(String dtype, long[] shape, long bytes) throws BrokenException {
        Integer bits = DTYPE_BITS.get(dtype);
        if (bits == null) {
            // Newer than this table: its place still counts.
            return;
        }
        try {
            long needed = bits;
            for (long dimension : shape) {
                needed = Math.multiplyExact(needed, dimension);
            }
            require(needed == Math.multiplyExact(bytes, 8), "the shape of a tensor does not fit its bytes");
        } catch (ArithmeticException e) {
            throw new BrokenException("its header has a tensor of impossible size", e);
        }
    }

    private static void require(boolean right, String otherwise) throws BrokenException {
        if (!right) {
            throw new BrokenException(otherwise);
        }
    }
}
