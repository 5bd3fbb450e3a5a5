package dev.stowage.spi;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileKeys;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Resolution;
import java.util.List;
import java.util.Optional;

/**
 * Port 1. Knows one kind of site: recognises what people paste, says what it is, and where its bytes are now. Opens no socket: it asks
 * through {@link HttpGateway}.
 *
 * @since 0.1
 */
public interface SourceResolver {
    /** How surely this reference is ours. Pure, microseconds, never throws. */
    Match match(Reference reference);

    /**
     * What the reference means: metadata and files. No side effect; may ask the site; safe to repeat.
     *
     * @throws StowageException when the site has no such thing, refuses, or cannot be reached
     */
    Resolution resolve(Reference reference, Call call) throws StowageException;

    /**
     * Which files a reference means, as far as its text alone tells: every file that {@link #resolve} would find is one of them. Pure: asks
     * nobody.
     *
     * @param reference one that this resolver claims
     * @return empty when only the site could tell
     */
    default Optional<FileKeys> files(Reference reference) {
        return Optional.empty();
    }

    /**
     * Where the bytes of a file are at this moment; called before each start and after refusal or expiry. Never stored, never logged.
     *
     * @param file a key that this resolver has made, perhaps in another process and version
     * @throws StowageException when the file is gone, refused, or the site cannot be reached
     */
    FetchTarget locate(FileKey file, Call call) throws StowageException;

    /**
     * What the site means by refusing the bytes of a file, when its answer says more than its status does. Pure: asks nobody.
     *
     * @param file a key that this resolver has located
     * @param answer of the very origin that {@link #locate} named, with at most the first 64 KiB of its body
     * @return the problem; what could not be done is said by whoever asks
     */
    default Optional<Problem> refusal(FileKey file, HttpReply answer) throws StowageException {
        return Optional.empty();
    }

    /**
     * Whether the beginning of a file may be read for a preview of it. Not where a request for bytes counts against a quota, as a download
     * that somebody wants does.
     */
    default boolean peekable() {
        return false;
    }

    /** The exact origins at which a user's token for this source may be shown. The resolver itself never sees a token. */
    default List<Origin> tokenOrigins() {
        return List.of();
    }

    /**
     * Strength of a claim on a reference; the strongest wins, then configured order, then id.
     *
     * @since 0.1
     */
    enum Match {
        NO,
        FALLBACK,
        LIKELY,
        CERTAIN
    }
}
