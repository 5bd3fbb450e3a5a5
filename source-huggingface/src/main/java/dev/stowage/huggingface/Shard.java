package dev.stowage.huggingface;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a model that was cut into several files; one without the others is of no use.
 *
 * @param set what its name has in common with the other parts
 * @param number which part it is, from 1
 * @param count how many parts there are
 */
record Shard(String set, int number, int count) {
    private static final Pattern NAME = Pattern.compile("(.*)-(\\d{5,6})-of-(\\d{5,6})(\\.[^.]+)");

    /** What a file's path says. */
    static Optional<Shard> of(HubFile file) {
        Matcher matcher = NAME.matcher(file.path());
        return matcher.matches()
                ? Optional.of(new Shard(
                        matcher.group(1) + matcher.group(4),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** All files of the set that this one belongs to, itself included. */
    List<HubFile> siblings(List<HubFile> files) {
        return files.stream()
                .filter(file -> of(file).filter(shard -> shard.set.equals(set) && shard.count == count)
                        .isPresent())
                .toList();
    }
}
