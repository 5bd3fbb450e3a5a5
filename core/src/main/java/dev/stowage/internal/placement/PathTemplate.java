package dev.stowage.internal.placement;

import dev.stowage.model.FileName;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.SafePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with fields in braces, such as {@code loras/{base_model}}. Evaluation is one substitution, never repeated, and each value
 * becomes part of exactly one folder name, whatever is in it.
 */
record PathTemplate(String text) {
    private static final Pattern FIELD = Pattern.compile("\\{([a-z_]+)}");

    /** The place of the file, or the name of the first field that is unknown. */
    Filled fill(PlacementFacts facts) {
        List<FileName> names = new ArrayList<>();
        for (String folder : folders()) {
            Optional<String> missing = firstMissing(folder, facts);
            if (missing.isPresent()) {
                return new Filled(Optional.empty(), missing.get());
            }
            names.add(cleaned(substituted(folder, facts)));
        }
        names.add(facts.fileName());
        return new Filled(Optional.of(new SafePath(names)), "");
    }

    /** Why no admin should write this, a few words; empty when it is a template that {@link #fill} can follow to the letter. */
    Optional<String> flaw() {
        if (text.startsWith("/") || text.startsWith("\\")) {
            return Optional.of(
                    "its template " + quoted() + " begins at the root of a disk instead of in the models folder");
        }
        return folders().stream().map(this::flaw).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> flaw(String folder) {
        Optional<String> unknown = FIELD.matcher(folder)
                .results()
                .map(field -> field.group(1))
                .filter(name -> !PlacementRule.fieldNames().contains(name))
                .findFirst();
        String filled = FIELD.matcher(folder).replaceAll("x");
        if (unknown.isPresent() || filled.indexOf('{') >= 0 || filled.indexOf('}') >= 0) {
            return Optional.of("its template " + quoted() + " has "
                    + unknown.map(name -> "no field {" + name + "} that is known")
                            .orElse("braces around no field")
                    + "; fields are {" + String.join("}, {", PlacementRule.fieldNames()) + "}");
        }
        boolean safe = FileName.fromUntrusted(filled)
                .filter(name -> name.value().equals(filled))
                .isPresent();
        return safe
                ? Optional.empty()
                : Optional.of(
                        "\"" + folder + "\" in its template " + quoted() + " is no name for a folder on every system");
    }

    private String quoted() {
        return "\"" + text + "\"";
    }

    /** Slashes at the ends and doubled ones name no folder. */
    private List<String> folders() {
        return Arrays.stream(text.split("/", -1))
                .filter(folder -> !folder.isBlank())
                .toList();
    }

    private static Optional<String> firstMissing(String folder, PlacementFacts facts) {
        return FIELD.matcher(folder)
                .results()
                .map(field -> field.group(1))
                .filter(name -> value(name, facts).isEmpty())
                .findFirst();
    }

    private static String substituted(String folder, PlacementFacts facts) {
        return FIELD.matcher(folder)
                .replaceAll(field ->
                        Matcher.quoteReplacement(value(field.group(1), facts).orElse("")));
    }

    private static FileName cleaned(String folder) {
        String oneComponent = folder.replace('/', '_').replace('\\', '_');
        return FileName.fromUntrusted(oneComponent).orElse(new FileName("_"));
    }

    private static Optional<String> value(String name, PlacementFacts facts) {
        return Arrays.stream(PlacementRule.Field.values())
                .filter(field -> field.wire().equals(name))
                .findFirst()
                .flatMap(facts::value)
                .filter(value -> !value.isBlank());
    }

    /**
     * What came out.
     *
     * @param path the place, when every field was known
     * @param missing the field that was not
     */
    record Filled(Optional<SafePath> path, String missing) {}
}
