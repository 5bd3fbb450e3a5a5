package dev.stowage.huggingface;

import java.util.List;
import java.util.Optional;

/**
 * A revision at the beginning of a path. Only pull requests and conversions may hold slashes; those of other names are encoded.
 *
 * @param name its name, decoded
 * @param rest the segments after it
 */
record Revision(String name, List<String> rest) {
    private static final int PARTS_OF_A_REF = 3;

    /** Takes the revision off the encoded segments, at least one. */
    static Optional<Revision> first(List<String> segments) {
        int length = isRef(segments) ? PARTS_OF_A_REF : 1;
        return PathText.decoded(String.join("/", segments.subList(0, length)))
                .filter(name -> !name.isBlank() && name.chars().noneMatch(Character::isISOControl))
                .map(name -> new Revision(name, segments.subList(length, segments.size())));
    }

    private static boolean isRef(List<String> segments) {
        return segments.size() >= PARTS_OF_A_REF
                && segments.get(0).equals("refs")
                && (segments.get(1).equals("pr") || segments.get(1).equals("convert"));
    }
}
