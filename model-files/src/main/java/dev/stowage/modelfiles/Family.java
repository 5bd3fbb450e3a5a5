package dev.stowage.modelfiles;

import dev.stowage.model.BaseFamily;
import java.util.List;
import java.util.Optional;

/** One line of a table: an architecture, and what shows it. */
record Family(String name, Sign sign) {
    /** The first that the layers show. */
    static Optional<BaseFamily> first(List<Family> table, Layers layers) {
        return table.stream()
                .filter(family -> family.sign.test(layers))
                .findFirst()
                .map(family -> new BaseFamily(family.name));
    }
}
