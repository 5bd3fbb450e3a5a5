package dev.stowage.spi;

import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import java.util.Optional;

/**
 * Secrets by user and by what they are for, encrypted at rest. Only the HTTP stack reads values, through {@link TokenLookup}.
 *
 * @since 0.1
 */
public interface TokenStore {
    /**
     * The secret of this user for this purpose.
     *
     * @param source the id of a source, or {@code download:ID} for the secret part of a URL that was pasted for that download
     */
    Optional<Secret> find(UserId user, String source) throws StowageException;

    void put(UserId user, String source, Secret token) throws StowageException;

    /** Removes it; absent is success. */
    void remove(UserId user, String source) throws StowageException;
}
