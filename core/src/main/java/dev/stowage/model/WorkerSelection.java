package dev.stowage.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Which workers an asset is wanted on. It counts for those that join later as well.
 *
 * @param tags those with one of these tags, and those of which one is the id; none when {@code all} is set
 * @param all every worker
 * @since 0.1
 */
public record WorkerSelection(Set<String> tags, boolean all) {
    /** Every worker. */
    public static final WorkerSelection ALL = new WorkerSelection(Set.of(), true);

    /** No worker. */
    public static final WorkerSelection NONE = new WorkerSelection(Set.of(), false);

    /** @throws IllegalArgumentException when no worker can have one of the tags; the message is one sentence that may be shown */
    public WorkerSelection {
        tags.forEach(Worker::checkTag);
        tags = all ? Set.of() : Set.copyOf(tags);
    }

    /** Those with one of these tags or ids. */
    public static WorkerSelection tagged(Set<String> tags) {
        return new WorkerSelection(tags, false);
    }

    /** Whether this worker is one of them. */
    public boolean holdsFor(Worker worker) {
        return all
                || tags.contains(worker.id().text())
                || worker.tags().stream().anyMatch(tags::contains);
    }

    /** These and those. */
    public WorkerSelection and(WorkerSelection more) {
        Set<String> both = new HashSet<>(tags);
        both.addAll(more.tags);
        return new WorkerSelection(both, all || more.all);
    }
}
