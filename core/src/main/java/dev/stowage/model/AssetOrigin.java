package dev.stowage.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One file of a source that an asset's bytes were fetched from, with everything the source said at that time.
 *
 * @param file which file of which source
 * @param model what the source said of the model then, when it is known
 * @param reference what a person pasted, without secrets, when somebody did
 * @param at when it was registered from there
 * @since 0.1
 */
public record AssetOrigin(FileKey file, Optional<ModelInfo> model, Optional<Reference> reference, Instant at) {
    /** An origin of which nothing else is known. */
    public static AssetOrigin of(FileKey file, Instant at) {
        return new AssetOrigin(file, Optional.empty(), Optional.empty(), at);
    }

    /** The same, with what an earlier origin of this file knew where this one knows nothing. */
    AssetOrigin over(AssetOrigin earlier) {
        return new AssetOrigin(file, model.or(earlier::model), reference.or(earlier::reference), at);
    }
}
