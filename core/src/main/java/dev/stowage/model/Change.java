package dev.stowage.model;

import java.time.Instant;

/**
 * One entry of a download's history: what it became, when and why. There is one for every version that was stored.
 *
 * @param version which version this is of the download
 * @param at when it was saved
 * @param status where the download was from then on
 * @param reason a few words for the audit
 * @since 0.1
 */
public record Change(long version, Instant at, Status status, String reason) {
    /** The entry that the saving of this value makes. */
    public static Change to(Download saved, String reason) {
        return new Change(saved.version(), saved.updatedAt(), saved.status(), reason);
    }
}
