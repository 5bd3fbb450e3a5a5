package dev.stowage.model;

import java.util.Map;
import java.util.Optional;

/**
 * What was computed over the bytes of one file.
 *
 * @param hex digests in lower-case hexadecimal, by algorithm
 * @param totalBytes how many bytes were read, 0 or more
 * @since 0.1
 */
public record Digests(Map<HashAlgorithm, String> hex, long totalBytes) {
    /** @throws IllegalArgumentException when a digest does not have its algorithm's length or the size is negative */
    public Digests {
        hex = Map.copyOf(hex);
        hex.forEach((algorithm, digest) -> {
            if (digest.length() != algorithm.hexDigits()) {
                throw new IllegalArgumentException(algorithm.wire() + " has " + algorithm.hexDigits() + " digits");
            }
        });
        if (totalBytes < 0) {
            throw new IllegalArgumentException("A file has no negative size");
        }
    }

    /** The identity of the bytes, when SHA-256 was computed. */
    public Optional<Sha256> sha256() {
        return Optional.ofNullable(hex.get(HashAlgorithm.SHA256)).map(Sha256::new);
    }
}
