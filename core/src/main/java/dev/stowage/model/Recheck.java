package dev.stowage.model;

import java.util.Optional;

/**
 * What reading the placed file of a download again has shown.
 *
 * @param check how the file was, and when
 * @param computed digests of its bytes as they were then; empty when there was no file
 * @param problem what is wrong and what to do, unless it was intact
 * @since 0.1
 */
public record Recheck(Check check, Optional<Digests> computed, Optional<Problem> problem) {
    /** Whether it holds other bytes: potentially corrupted or tampered. */
    public boolean damaged() {
        return check.condition() == Check.Condition.DAMAGED;
    }
}
