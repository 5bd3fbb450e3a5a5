package dev.stowage.spi;

/**
 * Port 2. Brings the bytes of one file into a part file, resumably. Owns scheduling, journal and range rules; decides nothing about trust.
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
}
