package dev.stowage.spi;

import java.util.Optional;

/**
 * The bytes of a file where it lies, to look at few of them. Each read may be a request; nothing is stored. Not thread-safe.
 *
 * @since 0.1
 */
public interface RemoteBytes extends FileInspector.ByteSource {
    /**
     * Up to {@code length} bytes from {@code offset}; shorter only at the end, and empty where no more is fetched for a look.
     *
     * @throws CancelledException when the call was cancelled
     * @throws StowageException when the origin refuses, lies, or gives only the whole file
     */
    @Override
    byte[] read(long offset, int length) throws StowageException;

    /** What the origin calls the file (RFC 6266), untrusted. */
    default Optional<String> suggestedName() {
        return Optional.empty();
    }
}
