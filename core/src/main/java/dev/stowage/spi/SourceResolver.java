package dev.stowage.spi;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.model.Resolution;
import java.util.List;

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
     * Where the bytes of a file are at this moment; called before each start and after refusal or expiry. Never stored, never logged.
     *
     * @param file a key that this resolver has made, perhaps in another process and version
     * @throws StowageException when the file is gone, refused, or the site cannot be reached
     */
    FetchTarget locate(FileKey file, Call call) throws StowageException;

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
