package dev.stowage.app.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a request as values; what is wrong is told at once by {@link #check}. One without a value is as good as absent. */
final class Parameters {
    private static final String CURSOR = "cursor";
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final Context context;
    private final List<Flaw> flaws = new ArrayList<>();

    private Parameters(Context context) {
        this.context = context;
    }

    static Parameters of(Context context) {
        return new Parameters(context);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
    }

    /**
     * A text that means something.
     *
     * @param reader throws an exception of an illegal argument, with a sentence, when it does not
     */
    <T> Optional<T> read(String name, Function<String, T> reader) {
        return text(name).flatMap(text -> reading(name, text, reader));
    }

    /** Some of a few words, with commas between them, or the parameter several times. */
    <T> List<T> words(String name, T[] values, Function<T, String> wire) {
        return context.queryParams(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .flatMap(word -> reading(name, word, text -> known(text, values, wire)).stream())
                .toList();
    }

    /** How many items a page has. */
    int limit() {
        return read("limit", Parameters::pageSize).orElse(USUAL);
    }

    /** Where the page begins. */
    Optional<String> cursor() {
        return text(CURSOR);
    }

    /** @throws Refusal telling everything that is wrong, if anything is */
    void check() {
        if (!flaws.isEmpty()) {
            throw Refusal.ofParameters("answer " + context.method().name() + " " + context.path(), flaws);
        }
    }

    /** Names the next page in the answer's header, as RFC 8288 has it. */
    void link(String nextCursor) {
        Stream<String> same = context.queryParamMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(CURSOR))
                .flatMap(Parameters::pairs);
        String query = Stream.concat(same, Stream.of(pair(CURSOR, nextCursor))).collect(Collectors.joining("&"));
        context.header("Link", "<" + context.path() + "?" + query + ">; rel=\"next\"");
    }

    private <T> Optional<T> reading(String name, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            flaws.add(new Flaw(name, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static <T> T known(String word, T[] values, Function<T, String> wire) {
        return Arrays.stream(values)
                .filter(value -> wire.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "is to be of " + Arrays.stream(values).map(wire).collect(Collectors.joining(", "))));
    }

    private static int pageSize(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException("is to be a number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private static Stream<String> pairs(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().stream().map(value -> pair(parameter.getKey(), value));
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
