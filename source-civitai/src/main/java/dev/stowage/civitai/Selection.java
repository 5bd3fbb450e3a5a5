package dev.stowage.civitai;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which file of a version is meant, as a download link says it.
 *
 * @param file its number
 * @param traits what it is like, by the names of a link's parameters
 * @param digest what it hashes to, by any of the site's digests
 */
record Selection(OptionalInt file, Map<String, String> traits, Optional<String> digest) {
    static final String FILE = "fileId";
    static final String TYPE = "type";
    /** What a link may say of a file, the weightiest first. */
    static final List<String> TRAITS = List.of("format", "size", "fp", "quantType");

    /** The one that the site recommends. */
    static final Selection RECOMMENDED = new Selection(OptionalInt.empty(), Map.of(), Optional.empty());

    Selection {
        traits = Map.copyOf(traits);
    }

    static Selection file(int id) {
        return new Selection(OptionalInt.of(id), Map.of(), Optional.empty());
    }

    static Selection digest(String hex) {
        return new Selection(OptionalInt.empty(), Map.of(), Optional.of(hex));
    }

    /** Reads the parameters of a download link; a number leaves nothing for the others to say. */
    static Selection of(Parameters link) {
        OptionalInt file = link.number(FILE);
        if (file.isPresent()) {
            return file(file.getAsInt());
        }
        Map<String, String> traits = new TreeMap<>();
        link.text(TYPE).ifPresent(value -> traits.put(TYPE, value));
        TRAITS.forEach(name -> link.text(name).ifPresent(value -> traits.put(name, value)));
        return new Selection(OptionalInt.empty(), traits, Optional.empty());
    }
}
