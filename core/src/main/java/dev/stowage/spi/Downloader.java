package dev.stowage.spi;

import java.util.Optional;

/**
 * Port 2. Brings the bytes of one file into a part file, resumably. Owns scheduling, journal and range rules; decides nothing about trust.
 *
 * <p>Bytes are written only when the answer proves which bytes of which version they are: a whole file that comes for a range is never
 * written at an offset, a body with a content coding is refused, two versions are never mixed. An address that is refused or has expired is
 * asked for again, once per generation. The redirects of an address are followed once per generation too: further requests go to where they
 * led, which is kept in memory only. No problem holds a part of an address's query.
 *
 * @since 0.1
 */
public interface Downloader {
    /**
     * Returns when every byte is in the part file and on the disk. On failure or cancellation the part file and the journal stay, ready to
     * resume; nothing is deleted.
     *
     * @throws CancelledException when the call was cancelled
     * @throws StowageException when the origin, the network or the disk gives up; a retryable problem means that the same request may be
     *     made again later
     */
    TransferResult download(TransferRequest request, TransferListener listener, Call call) throws StowageException;

    /**
     * Asks for the beginning of a file, at most 256 KiB, so that somebody can see what it is before they want it.
     *
     * @return what came, and the way to a little more; empty from a downloader that only brings whole files
     * @throws CancelledException when the call was cancelled
     * @throws StowageException when the origin refuses, cannot be reached, or sends something else than the file
     */
    default Optional<RemoteBytes> peek(Locator origin, Call call) throws StowageException {
        return Optional.empty();
    }
}
