package dev.stowage.app;

import dev.stowage.model.WorkerSelection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which workers something is wanted on. */
final class SyncOptions {
    @Option(
            names = "--workers",
            paramLabel = "TAG",
            description = {
                "Bring it only to the workers with this tag, or of this id; may be given several times.",
                "Default: every worker."
            })
    private List<String> tags = List.of();

    @Option(names = "--no-sync", description = "Bring it to no worker.")
    private boolean none;

    /** What was said. @throws UsageException when it cannot be meant */
    Optional<WorkerSelection> selection() {
        if (none && !tags.isEmpty()) {
            throw UsageException.of("--workers", tags.get(0), "--no-sync is given too", "Leave one of them out.");
        }
        if (none) {
            return Optional.of(WorkerSelection.NONE);
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(tagged("--workers", tags));
    }

    /** @throws UsageException when one is no tag */
    static WorkerSelection tagged(String option, List<String> tags) {
        tags.forEach(tag -> checked(option, tag));
        return WorkerSelection.tagged(new LinkedHashSet<>(tags));
    }

    private static void checked(String option, String tag) {
        try {
            WorkerSelection.tagged(Set.of(tag));
        } catch (IllegalArgumentException e) {
            throw UsageException.of(
                    option, tag, "a tag or id of a worker has 1 to 64 letters, digits or . _ -", "Correct it.");
        }
    }
}
