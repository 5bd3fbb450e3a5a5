package dev.stowage.model;

import static java.util.stream.Collectors.joining;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A relative path that cannot escape the folder it is resolved under and is legal on every file system: one or more
 * {@link FileName}s. The only way to name a target.
 *
 * <p>It says nothing about the disk: whoever writes there must still check that no folder on the way is a symbolic link
 * out of the root. The length of the whole path is not limited, because that limit belongs to the system that holds the
 * root.
 *
 * <p>Immutable and safe for use by any thread.
 *
 * @param names the components, outermost first; at least one; copied
 * @since 0.1
 */
public record SafePath(List<FileName> names) {

    /**
     * Joins names that are safe already.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SafePath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw unusable("", "it is empty");
        }
    }

    /**
     * Joins components from a trusted origin, each a whole {@link FileName}.
     *
     * @throws IllegalArgumentException if one of them is not; the message is one sentence that may be shown
     */
    public static SafePath of(String first, String... more) {
        return new SafePath(Stream.concat(Stream.of(first), Stream.of(more))
                .map(FileName::new)
                .toList());
    }

    /**
     * Reads what a rule or an administrator wrote, with {@code /} between the components. Nothing is repaired or
     * resolved.
     *
     * @throws IllegalArgumentException on an empty text or component, {@code .} or {@code ..}, an absolute path, a
     *     drive, a network path, a backslash or anything that is not a {@link FileName}; the message is one sentence
     *     that may be shown
     */
    public static SafePath parse(String text) {
        flaw(text).ifPresent(why -> {
            throw unusable(text, why);
        });
        return new SafePath(Stream.of(text.split("/", -1))
                .map(name -> component(text, name))
                .toList());
    }

    /**
     * Returns where this path is below a root, in the root's file system. Does not touch the disk.
     *
     * @param root an absolute path
     * @return a path that starts with the normalized root and has all of these names behind it
     * @throws IllegalArgumentException if the root is relative, or if this system cannot express a name (under a locale
     *     that is not UTF-8, for instance)
     */
    public Path resolveUnder(Path root) {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException(
                    "Could not resolve " + this + " under " + root + ": the root is relative. Give an absolute root.");
        }
        Path base = root.normalize();
        Path target = base;
        for (FileName name : names) {
            target = child(target, name);
        }
        if (!target.normalize().startsWith(base) || target.getNameCount() != base.getNameCount() + names.size()) {
            throw new IllegalStateException(
                    "Could not resolve " + this + " under " + root + ": the result is elsewhere.");
        }
        return target;
    }

    /** Returns the last name. */
    public FileName fileName() {
        return names.get(names.size() - 1);
    }

    /** Returns the path without its last name, or empty if it has only one. */
    public Optional<SafePath> parent() {
        return names.size() == 1 ? Optional.empty() : Optional.of(new SafePath(names.subList(0, names.size() - 1)));
    }

    /** Returns this path with another last name. */
    public SafePath withFileName(FileName name) {
        List<FileName> replaced = new ArrayList<>(names);
        replaced.set(names.size() - 1, name);
        return new SafePath(replaced);
    }

    /** Returns the path of a file in this folder. */
    public SafePath resolve(FileName name) {
        List<FileName> longer = new ArrayList<>(names);
        longer.add(name);
        return new SafePath(longer);
    }

    /**
     * Returns a text that is equal for paths which some file system takes for the same file, see {@link
     * FileName#collisionKey()}. For comparison only, not a path.
     */
    public String collisionKey() {
        return names.stream().map(FileName::collisionKey).collect(joining("/"));
    }

    /** Returns the names with {@code /} between them; {@link #parse} takes it back. */
    @Override
    public String toString() {
        return names.stream().map(FileName::value).collect(joining("/"));
    }

    private static Optional<String> flaw(String text) {
        if (text.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (text.startsWith("//") || text.startsWith("\\\\")) {
            return Optional.of("it is a network path");
        }
        if (text.startsWith("/")) {
            return Optional.of("it is absolute");
        }
        if (NameRules.namesDrive(text)) {
            return Optional.of("it names a drive");
        }
        return text.indexOf('\\') < 0 ? Optional.empty() : Optional.of("it contains a backslash");
    }

    private static FileName component(String text, String name) {
        return switch (name) {
            case "" -> throw unusable(text, "one of its names is empty");
            case ".", ".." -> throw unusable(text, "it contains " + NameRules.quote(name));
            default -> new FileName(name);
        };
    }

    private static Path child(Path folder, FileName name) {
        try {
            return folder.resolve(name.value());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "Could not resolve " + name + " under " + folder
                            + ": this system cannot express the name. Run Stowage under a UTF-8 locale.",
                    e);
        }
    }

    private static IllegalArgumentException unusable(String text, String why) {
        return new IllegalArgumentException("Could not use " + NameRules.quote(text) + " as a target path: " + why
                + ". Write names with \"/\" between them, relative to the root.");
    }
}
