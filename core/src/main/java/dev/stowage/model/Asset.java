package dev.stowage.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Verified bytes in the library.
 *
 * @param id the identity: SHA-256 of the bytes
 * @param path where they lie, absolute
 * @param totalBytes how many
 * @param card what people know of it, editable
 * @param origins the files of sources that these bytes were fetched from, newest first
 * @param verdict what verification said: {@link Verdict#MATCH} or {@link Verdict#UNPUBLISHED}
 * @param version counts edits, from 1
 * @param registeredAt when it was entered
 * @since 0.1
 */
public record Asset(
        Sha256 id,
        Path path,
        long totalBytes,
        Draft card,
        List<FileKey> origins,
        Verdict verdict,
        long version,
        Instant registeredAt) {
    public Asset {
        origins = List.copyOf(origins);
    }
}
