package dev.stowage.model;

import java.nio.file.Path;

/**
 * A preview whose bytes lie on this machine.
 *
 * @param file where they lie, absolute; whoever reads it must bear that it has gone meanwhile
 * @param mediaType what they are by their own first bytes, such as {@code image/jpeg}; never a type that a browser executes
 * @since 0.1
 */
public record StoredPreview(Path file, String mediaType) {}
