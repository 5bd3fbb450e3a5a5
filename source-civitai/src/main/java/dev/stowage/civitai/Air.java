package dev.stowage.civitai;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AI resource identifiers: {@code urn:air:ecosystem:type:source:id@version+file.format}, all before the source optional. */
final class Air {
    private static final Pattern FORM = Pattern.compile(
            "(?i)(urn:)?(air:)?([a-z0-9_/-]+:){0,2}" + "(?<source>civitai|civitai-r2|orchestrator):(?<rest>.+)");
    private static final Pattern NUMBERS = Pattern.compile(
            "(?i)(?<model>[0-9]{1,10})(@(?<version>[0-9]{1,10}))?" + "(\\+(?<file>[0-9]{1,10}))?(\\.[a-z0-9_-]+)?");
    private static final String ADVICE =
            "Write it like urn:air:sdxl:lora:civitai:MODEL@VERSION, or paste the model's page.";

    private Air() {}

    /** Empty when it is none, or one of another source. */
    static Optional<Meaning> read(String text) {
        Matcher air = FORM.matcher(text);
        if (text.contains("://") || !air.matches()) {
            return Optional.empty();
        }
        String source = air.group("source").toLowerCase(Locale.ROOT);
        return Optional.of(
                source.equals(CivitaiProvider.ID)
                        ? numbered(air.group("rest"))
                        : new Meaning.NoModel(
                                "what " + source + " keeps can only be used at CivitAI",
                                "Paste the page of a model instead."));
    }

    private static Meaning numbered(String rest) {
        Matcher numbers = NUMBERS.matcher(rest);
        if (!numbers.matches()) {
            return new Meaning.NoModel("this AIR has something else than numbers behind its source", ADVICE);
        }
        OptionalInt model = Numbers.id(numbers.group("model"));
        OptionalInt version = id(numbers, "version");
        OptionalInt file = id(numbers, "file");
        if (model.isEmpty() || impossible(numbers, "version", version) || impossible(numbers, "file", file)) {
            return new Meaning.NoModel("CivitAI has no such number", ADVICE);
        }
        Selection selection = file.isPresent() ? Selection.file(file.getAsInt()) : Selection.RECOMMENDED;
        return new Meaning.Model(model.getAsInt(), version, selection);
    }

    private static OptionalInt id(Matcher numbers, String group) {
        String text = numbers.group(group);
        return text == null ? OptionalInt.empty() : Numbers.id(text);
    }

    private static boolean impossible(Matcher numbers, String group, OptionalInt id) {
        return numbers.group(group) != null && id.isEmpty();
    }
}
