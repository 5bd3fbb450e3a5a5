package dev.stowage.persistence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One JSON object. Reading is tolerant, so that the rows of an older and of a newer Stowage can be read: what is unknown is ignored, what is
 * absent is empty. Only what nothing can stand for is unreadable.
 *
 * <p>For modules that keep tables of their own in the same {@link Database}. Not thread-safe.
 *
 * @since 0.1
 */
public final class JsonObject {
    private final Map<String, Object> members;

    /** An object without members. */
    public JsonObject() {
        this(new LinkedHashMap<>());
    }

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /** Reads a text. @throws UnreadableException when it is no JSON object */
    public static JsonObject parse(String text) {
        return of("text", JsonText.parse(text));
    }

    // ---- writing ----

    public JsonObject put(String key, String text) {
        members.put(key, text);
        return this;
    }

    public JsonObject put(String key, long number) {
        members.put(key, number);
        return this;
    }

    JsonObject put(String key, boolean flag) {
        members.put(key, flag);
        return this;
    }

    /** Writes the word in lower case. */
    public JsonObject put(String key, Enum<?> word) {
        return put(key, word.name().toLowerCase(Locale.ROOT));
    }

    public JsonObject put(String key, JsonObject object) {
        members.put(key, object.members);
        return this;
    }

    /** Left out when absent; anything but an object stands for its text. */
    public JsonObject putIf(String key, Optional<?> value) {
        value.ifPresent(present -> {
            if (present instanceof JsonObject object) {
                put(key, object);
            } else {
                put(key, present.toString());
            }
        });
        return this;
    }

    JsonObject putIf(String key, OptionalLong number) {
        number.ifPresent(present -> put(key, present));
        return this;
    }

    JsonObject putTexts(String key, List<String> texts) {
        return putList(key, texts);
    }

    /** Left out when there are none. */
    public <T> JsonObject putObjects(String key, List<T> items, Function<T, JsonObject> form) {
        return putList(key, items.stream().map(item -> form.apply(item).members).toList());
    }

    JsonObject putMap(String key, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            members.put(key, new TreeMap<>(texts));
        }
        return this;
    }

    private JsonObject putList(String key, List<?> items) {
        if (!items.isEmpty()) {
            members.put(key, items);
        }
        return this;
    }

    @Override
    public String toString() {
        return JsonText.write(members);
    }

    // ---- reading ----

    /** The text of a member. @throws UnreadableException when it is absent */
    public String text(String key) {
        return optional(key).orElseThrow(() -> new UnreadableException("it has no " + key));
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(members.get(key)).map(value -> as(String.class, key, value));
    }

    /** The value that stands behind a text. */
    public <T> Optional<T> optional(String key, Function<String, T> meaning) {
        return optional(key).map(text -> understood(key, text, meaning));
    }

    /** What stands behind a text. @throws UnreadableException when it is absent or has no meaning */
    public <T> T value(String key, Function<String, T> meaning) {
        return understood(key, text(key), meaning);
    }

    /** A moment. @throws UnreadableException when it is absent or none */
    public Instant moment(String key) {
        return value(key, Instant::parse);
    }

    /** A word of a known set. @throws UnreadableException when it is absent or unknown */
    public <E extends Enum<E>> E word(String key, Class<E> words) {
        return value(key, word -> constant(word, words));
    }

    <E extends Enum<E>> Optional<E> optionalWord(String key, Class<E> words) {
        return optional(key, word -> constant(word, words));
    }

    OptionalLong optionalNumber(String key) {
        Object value = members.get(key);
        return value == null ? OptionalLong.empty() : OptionalLong.of(as(Long.class, key, value));
    }

    /** 0 when absent. */
    public long number(String key) {
        return optionalNumber(key).orElse(0);
    }

    /** 0 when absent. */
    int smallNumber(String key) {
        try {
            return Math.toIntExact(number(key));
        } catch (ArithmeticException e) {
            throw new UnreadableException("its " + key + " is too large", e);
        }
    }

    /** False when absent. */
    boolean flag(String key) {
        Object value = members.get(key);
        return value != null && as(Boolean.class, key, value);
    }

    List<String> texts(String key) {
        return list(key).stream().map(item -> as(String.class, key, item)).toList();
    }

    /** None when absent. */
    public <T> List<T> objects(String key, Function<JsonObject, T> meaning) {
        return list(key).stream().map(item -> meaning.apply(of(key, item))).toList();
    }

    public <T> Optional<T> object(String key, Function<JsonObject, T> meaning) {
        return Optional.ofNullable(members.get(key)).map(value -> meaning.apply(of(key, value)));
    }

    /** In the order of their keys. */
    Map<String, String> map(String key) {
        Map<String, String> texts = new TreeMap<>();
        object(key, Function.identity())
                .ifPresent(object ->
                        object.members.forEach((name, value) -> texts.put(name, as(String.class, key, value))));
        return texts;
    }

    private List<?> list(String key) {
        Object value = members.get(key);
        return value == null ? List.of() : as(List.class, key, value);
    }

    private static JsonObject of(String key, Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<?, ?> stored = as(Map.class, key, value);
        stored.forEach((name, member) -> members.put((String) name, member));
        return new JsonObject(members);
    }

    private static <T> T understood(String key, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("its " + key + " has no meaning", e);
        }
    }

    private static <T> T as(Class<T> kind, String key, Object value) {
        if (!kind.isInstance(value)) {
            throw new UnreadableException("its " + key + " is of another kind");
        }
        return kind.cast(value);
    }

    private static <E extends Enum<E>> E constant(String word, Class<E> words) {
        return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
    }
}
