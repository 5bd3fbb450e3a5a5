package dev.stowage.api;

import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a user has for one source.
 *
 * @param source the id of the source
 * @param origins the exact origins where a token of this source is shown, and nowhere else
 * @param given where the host's token comes from, in the host's words; empty when it gives none
 * @param stored whether one is stored, which counts when the host gives none
 * @param lastFour the last four characters of the one that counts; empty when there is none, when it is too short to show any, and when it
 *     cannot be read
 * @param problem why the stored one cannot be read
 * @since 0.1
 */
public record SourceToken(
        String source,
        List<Origin> origins,
        Optional<String> given,
        boolean stored,
        Optional<String> lastFour,
        Optional<Problem> problem) {
    public SourceToken {
        origins = List.copyOf(origins);
    }
}
