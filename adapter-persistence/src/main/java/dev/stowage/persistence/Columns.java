package dev.stowage.persistence;

import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Reference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What stands in the columns beside the whole value, made for searching. */
final class Columns {
    private Columns() {}

    /** Everything in which a text is sought. */
    static String search(Download download) {
        return searchable(download.label() + "\n" + download.reference() + "\n"
                + download.draft().map(Draft::name).orElse(""));
    }

    /** In lower case, by the same rules for what is sought and for where. */
    static String searchable(String text) {
        return clean(text.toLowerCase(Locale.ROOT));
    }

    /** The SHA-256 of the bytes once computed, before that the published one. */
    static Optional<String> hash(Download download) {
        return download.computed()
                .map(Digests::hex)
                .map(digests -> digests.get(HashAlgorithm.SHA256))
                .or(() -> Optional.ofNullable(download.published().get(HashAlgorithm.SHA256)));
    }

    /** Short enough for an index, whatever was pasted. */
    static String key(Reference reference) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(reference.text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** PostgreSQL's texts cannot hold the character 0. */
    static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
