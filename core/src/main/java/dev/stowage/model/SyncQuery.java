package dev.stowage.model;

import java.util.Optional;
import java.util.Set;

/**
 * Which syncs to list, those first whose state is the newest. Begin with {@link #ALL} and narrow it down.
 *
 * @param asset only of this one
 * @param worker only on this one
 * @param phases only those in one of these; any when empty
 * @param limit 1 to 500 items a page
 * @param cursor from the page before
 * @since 0.1
 */
public record SyncQuery(
        Optional<Sha256> asset,
        Optional<WorkerId> worker,
        Set<SyncState.Phase> phases,
        int limit,
        Optional<String> cursor) {
    private static final int MAX = 500;

    /** Everything, 50 a page. */
    public static final SyncQuery ALL =
            new SyncQuery(Optional.empty(), Optional.empty(), Set.of(), 50, Optional.empty());

    /** @throws IllegalArgumentException when the limit is out of range */
    public SyncQuery {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A page has 1 to 500 items");
        }
        phases = Set.copyOf(phases);
    }

    public SyncQuery of(Sha256 wanted) {
        return new SyncQuery(Optional.of(wanted), worker, phases, limit, cursor);
    }

    public SyncQuery on(WorkerId wanted) {
        return new SyncQuery(asset, Optional.of(wanted), phases, limit, cursor);
    }

    public SyncQuery in(Set<SyncState.Phase> wanted) {
        return new SyncQuery(asset, worker, wanted, limit, cursor);
    }

    public SyncQuery limit(int items) {
        return new SyncQuery(asset, worker, phases, items, cursor);
    }

    public SyncQuery after(String pageCursor) {
        return new SyncQuery(asset, worker, phases, limit, Optional.of(pageCursor));
    }

    /** Whether every condition holds for the sync; limit and cursor are none. */
    public boolean holdsFor(Sync sync) {
        return asset.map(sync.asset()::equals).orElse(true)
                && worker.map(sync.worker()::equals).orElse(true)
                && (phases.isEmpty() || phases.contains(sync.state().phase()));
    }
}
