package dev.stowage.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that a placement may depend on.
 *
 * @param root the models folder, absolute
 * @param fileName what the file is called
 * @param type what it is for
 * @param fields further facts by field, without the type; what is unknown is absent
 * @param wanted the place a person asked for; it wins over all rules
 * @since 0.1
 */
public record PlacementFacts(
        Path root,
        FileName fileName,
        ModelType type,
        Map<PlacementRule.Field, String> fields,
        Optional<SafePath> wanted) {
    public PlacementFacts {
        fields = Map.copyOf(fields);
    }

    /** The value of a field, the type included. */
    public Optional<String> value(PlacementRule.Field field) {
        return field == PlacementRule.Field.TYPE ? Optional.of(type.text()) : Optional.ofNullable(fields.get(field));
    }
}
