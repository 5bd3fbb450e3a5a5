package dev.stowage.api;

import dev.stowage.model.Asset;
import dev.stowage.model.Digests;
import dev.stowage.model.Problem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What reading a file again has shown.
 *
 * @param path the file, absolute
 * @param state how it is
 * @param asset what is registered there; for {@link State#ELSEWHERE} what holds the same bytes
 * @param computed the digest of the bytes as they are now; empty when they could not be read
 * @param problem what is wrong and what to do, when the file is damaged, missing or cannot be read
 * @since 0.1
 */
public record Verification(
        Path path, State state, Optional<Asset> asset, Optional<Digests> computed, Optional<Problem> problem) {
    /**
     * How a file is, compared with what is registered.
     *
     * @since 0.1
     */
    public enum State {
        /** Every byte is as it was registered. */
        INTACT,
        /** Something is registered there, and the file holds other bytes: potentially corrupted or tampered. */
        DAMAGED,
        /** There is no file. */
        MISSING,
        /** There is a file that cannot be read to its end, or that changes while it is read. */
        UNREADABLE,
        /** Nothing is registered there, but these bytes are, at the path of the asset. */
        ELSEWHERE,
        /** Nobody knows these bytes. */
        UNREGISTERED;

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
