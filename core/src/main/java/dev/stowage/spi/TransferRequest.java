package dev.stowage.spi;

import dev.stowage.model.HashAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One transfer.
 *
 * @param origins equivalent places of the same bytes, best first, at least one
 * @param partFile where the bytes go; its folder exists and belongs to this transfer alone
 * @param journal where the downloader records what it has, in the same folder
 * @param expectedBytes the announced size
 * @param published digests that will be compared afterwards; with a SHA-256 the announced size only warns
 * @param owner the claimed version of the download, to be noted in the journal: whoever finds another one there while it works has been
 *     taken over and stops. Numbers of different downloads of the same file do not compare
 * @since 0.1
 */
public record TransferRequest(
        List<Locator> origins,
        Path partFile,
        Path journal,
        OptionalLong expectedBytes,
        Map<HashAlgorithm, String> published,
        long owner) {
    public TransferRequest {
        origins = List.copyOf(origins);
        published = Map.copyOf(published);
    }
}
