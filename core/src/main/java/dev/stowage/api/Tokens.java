package dev.stowage.api;

import dev.stowage.model.Download;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;

/**
 * Users' tokens for their accounts at the sources. Values go in and never come out. A token of the host (see
 * {@link StowageBuilder#token}) counts before a stored one. Every change counts from the next request on, in every process that uses the
 * same storage, so none of these methods takes the data folder. Thread-safe. Not to be implemented.
 *
 * <p>A source that is not there, or that shows no token anywhere, is refused with {@code no_source}, naming those that do.
 *
 * @since 0.1
 */
public interface Tokens {
    /** What this user has, for each source that shows tokens, in the order of the sources. */
    List<SourceToken> list(UserId user) throws StowageException;

    /**
     * Stores a token, encrypted, in place of the one before. White space around it and the word {@code Bearer} before it fall away.
     * Downloads of this user that wait for it go on, as far as this Stowage works on them (see {@link Scope}).
     *
     * @throws StowageException with {@code bad_token} when no request could carry it
     */
    void put(UserId user, String source, Secret token) throws StowageException;

    /**
     * Removes what is stored; the host's own token stays.
     *
     * @return whether one was stored
     */
    boolean remove(UserId user, String source) throws StowageException;

    /** The source whose token this download waits for; empty when it waits for none, and when no source would show one for it. */
    Optional<String> neededBy(Download download);

    /** This user's downloads that wait for a token of this source, newest first, whoever works on them. */
    List<Download> waiting(UserId user, String source) throws StowageException;
}
