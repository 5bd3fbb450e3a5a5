package dev.stowage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the admin's ordered rules: when all conditions hold, the template says where.
 *
 * @param name what explanations call it, not empty
 * @param conditions per field, the accepted words (any of them, ignoring case); no condition means always
 * @param template a relative path below the models folder with {@code /} and fields in braces, such as {@code loras/{base_model}}; the
 *     file's name is added by the policy
 * @since 0.1
 */
public record PlacementRule(String name, Map<Field, Set<String>> conditions, String template) {
    /** @throws IllegalArgumentException when the name or the template is blank */
    public PlacementRule {
        if (name.isBlank() || template.isBlank()) {
            throw new IllegalArgumentException("A placement rule has a name and a template");
        }
        conditions = Map.copyOf(conditions);
    }

    /** A rule for one type. */
    public static PlacementRule ofType(ModelType type, String template) {
        return new PlacementRule(type.text(), Map.of(Field.TYPE, Set.of(type.text())), template);
    }

    /** The names of all fields, as templates write them. */
    public static List<String> fieldNames() {
        return List.of(Field.values()).stream().map(Field::wire).toList();
    }

    /**
     * What a rule can test and a template can name.
     *
     * @since 0.1
     */
    public enum Field {
        TYPE,
        BASE_MODEL,
        BASE_FAMILY,
        SOURCE,
        CREATOR,
        NAME,
        VERSION,
        FORMAT;

        /** The field of this name, written as {@link #wire} does or as {@code baseModel}. */
        public static Optional<Field> of(String name) {
            String folded = name.replace("_", "");
            return Arrays.stream(values())
                    .filter(field -> field.wire().replace("_", "").equalsIgnoreCase(folded))
                    .findFirst();
        }

        /** The name in rules and templates, lower_snake. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
