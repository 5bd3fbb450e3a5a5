package dev.stowage.api;

import dev.stowage.model.Draft;
import dev.stowage.model.SafePath;
import java.util.Optional;

/**
 * What a reviewer wants.
 *
 * @param draft what will be registered
 * @param target where the file goes below the models folder, with its name; the extension may be left out. Empty to leave it to the rules,
 *     and then another {@link Draft#name} is another file name too
 * @since 0.1
 */
public record ReviewEdit(Draft draft, Optional<SafePath> target) {}
