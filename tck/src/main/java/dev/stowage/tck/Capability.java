package dev.stowage.tck;

/**
 * What an implementation may honestly lack. Each is expected unless {@link Contract#unsupported()} names it; what it does instead is tested
 * then.
 *
 * @since 0.1
 */
public enum Capability {
    /** What a storage or registry keeps survives that it is closed and opened again; else it begins empty. */
    DURABLE,
    /** A downloader goes on where it stopped; else it begins anew and the result is right all the same. */
    RESUME,
    /** A downloader turns to the next of several origins when one does not have the file; else it tells what the first one said. */
    SEVERAL_ORIGINS,
    /**
     * A downloader looks before each write whether another one has taken its journal over; else it may write a little more, and its host
     * has to keep the two apart.
     */
    FENCING,
    /** A verifier computes Git's blob ids; else it refuses to be opened for them. */
    GIT_SHA1
}
