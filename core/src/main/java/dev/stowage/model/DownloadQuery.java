package dev.stowage.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which downloads to list, newest first.
 *
 * @param statuses any of these; empty for all
 * @param owner only this user's
 * @param reference only those of this pasted text
 * @param group only those of this group: the first download of a reference with several files, and the others of it
 * @param changedSince only those that were last saved at this time or later
 * @param text only those whose name, file name or reference contains this, ignoring case
 * @param limit 1 to 500 items a page
 * @param cursor from the page before
 * @since 0.1
 */
public record DownloadQuery(
        Set<Status> statuses,
        Optional<UserId> owner,
        Optional<Reference> reference,
        Optional<DownloadId> group,
        Optional<Instant> changedSince,
        Optional<String> text,
        int limit,
        Optional<String> cursor) {
    /** Everything, 50 a page. */
    public static final DownloadQuery ALL = new DownloadQuery(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            Optional.empty());

    private static final int MAX = 500;

    /** @throws IllegalArgumentException when the limit is out of range */
    public DownloadQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A page has 1 to 500 items");
        }
    }

    public DownloadQuery in(Set<Status> wanted) {
        return new DownloadQuery(wanted, owner, reference, group, changedSince, text, limit, cursor);
    }

    public DownloadQuery of(UserId user) {
        return new DownloadQuery(statuses, Optional.of(user), reference, group, changedSince, text, limit, cursor);
    }

    public DownloadQuery from(Reference pasted) {
        return new DownloadQuery(statuses, owner, Optional.of(pasted), group, changedSince, text, limit, cursor);
    }

    public DownloadQuery inGroup(DownloadId first) {
        return new DownloadQuery(statuses, owner, reference, Optional.of(first), changedSince, text, limit, cursor);
    }

    public DownloadQuery changedSince(Instant moment) {
        return new DownloadQuery(statuses, owner, reference, group, Optional.of(moment), text, limit, cursor);
    }

    public DownloadQuery containing(String wanted) {
        return new DownloadQuery(statuses, owner, reference, group, changedSince, Optional.of(wanted), limit, cursor);
    }

    public DownloadQuery limit(int items) {
        return new DownloadQuery(statuses, owner, reference, group, changedSince, text, items, cursor);
    }

    public DownloadQuery after(String pageCursor) {
        return new DownloadQuery(statuses, owner, reference, group, changedSince, text, limit, Optional.of(pageCursor));
    }
}
