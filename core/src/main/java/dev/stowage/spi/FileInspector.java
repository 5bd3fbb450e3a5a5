package dev.stowage.spi;

import java.util.OptionalLong;

/**
 * Ground: reads the header of a model file, remote or on disk, and says what it is; "cannot tell" is an answer. Executes nothing.
 *
 * @since 0.1
 */
public interface FileInspector {
    /** Looks at as few bytes as it can; never trusts a length it read. */
    Inspection inspect(String fileName, ByteSource bytes) throws StowageException;

    /**
     * Random access to bytes that lie on a disk or behind range requests.
     *
     * @since 0.1
     */
    interface ByteSource {
        /** The whole size, when known. */
        OptionalLong size();

        /** Up to {@code length} bytes from {@code offset}; shorter only at the end. */
        byte[] read(long offset, int length) throws StowageException;
    }
}
