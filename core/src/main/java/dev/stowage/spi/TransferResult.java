package dev.stowage.spi;

import java.util.Optional;

/**
 * What a transfer ended with.
 *
 * @param totalBytes the size of the part file
 * @param refetchedBytes how many bytes were served more than once
 * @param suggestedName what the origin calls the file (RFC 6266), untrusted
 * @param validator the strong validator that all bytes belong to
 * @since 0.1
 */
public record TransferResult(
        long totalBytes, long refetchedBytes, Optional<String> suggestedName, Optional<String> validator) {}
