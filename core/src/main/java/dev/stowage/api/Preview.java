package dev.stowage.api;

import dev.stowage.model.Duplicate;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import java.util.List;

/**
 * What a pasted text means, before anything is created.
 *
 * @param reference what was pasted, without secrets
 * @param source the id of the source that knows it
 * @param model what the source says
 * @param files each file with its place
 * @param warnings sentences for the person
 * @since 0.1
 */
public record Preview(
        Reference reference, String source, ModelInfo model, List<Candidate> files, List<String> warnings) {
    public Preview {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * One file that could be fetched.
     *
     * @param file what the source says of it
     * @param placement where it would go, and by which rule
     * @param duplicates what is already there
     * @param chosen whether it would be taken, with the answers given
     */
    public record Candidate(RemoteFile file, PlacementDecision placement, List<Duplicate> duplicates, boolean chosen) {
        public Candidate {
            duplicates = List.copyOf(duplicates);
        }
    }
}
