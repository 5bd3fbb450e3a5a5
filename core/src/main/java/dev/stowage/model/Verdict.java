package dev.stowage.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The acceptance gate: what comparing computed digests with published ones says. Nothing else in Stowage can answer {@link #MATCH}.
 *
 * @since 0.1
 */
public enum Verdict {
    /** Not compared yet, or something published was not computed. */
    PENDING,
    /** Every published digest was computed and is equal. */
    MATCH,
    /** At least one published digest differs: potentially corrupted or tampered. */
    MISMATCH,
    /** Nothing was published to compare with. */
    UNPUBLISHED;

    /**
     * Judges. A pure function.
     *
     * @param computed what was computed over the bytes on disk
     * @param published what the source promises, hexadecimal of either case, by algorithm
     */
    public static Verdict of(Digests computed, Map<HashAlgorithm, String> published) {
        if (published.isEmpty()) {
            return UNPUBLISHED;
        }
        boolean complete = true;
        for (Map.Entry<HashAlgorithm, String> promise : published.entrySet()) {
            String digest = computed.hex().get(promise.getKey());
            if (digest == null) {
                complete = false;
            } else if (!digest.equals(promise.getValue().toLowerCase(Locale.ROOT))) {
                return MISMATCH;
            }
        }
        return complete ? MATCH : PENDING;
    }

    /** Judges what may not be computed yet. */
    static Verdict ofPossible(Optional<Digests> computed, Map<HashAlgorithm, String> published) {
        return computed.map(digests -> of(digests, published)).orElse(PENDING);
    }

    /** The name in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
