package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.spi.Inspection;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Why bytes were not accepted, told so that a person knows how serious it is and where the bytes are. */
final class Rejections {
    private static final int SHOWN_DIGITS = 8;

    private Rejections() {}

    static Problem mismatch(Download download, Digests computed, Path kept) {
        String difference = download.published().entrySet().stream()
                .filter(promise ->
                        !promise.getValue().equalsIgnoreCase(computed.hex().get(promise.getKey())))
                .findFirst()
                .map(promise -> difference(promise, computed))
                .orElse("its digest");
        return Problem.of(
                Problem.Kind.VERIFICATION,
                Codes.HASH_MISMATCH,
                verify(download),
                "the file is potentially corrupted or tampered: it does not match its published fingerprint ("
                        + difference + ")",
                "It was not installed; the bytes are kept in quarantine at " + kept
                        + ". Check the expected SHA-256, or retry to fetch it again.");
    }

    static Problem broken(Download download, Inspection inspection, Path kept) {
        String why = inspection.findings().stream()
                .filter(finding -> finding.code().equals(Codes.CONTAINER_BROKEN))
                .map(Finding::sentence)
                .collect(Collectors.joining(" "));
        return Problem.of(
                Problem.Kind.VERIFICATION,
                Codes.CONTAINER_BROKEN,
                verify(download),
                why.endsWith(".") ? why.substring(0, why.length() - 1) : why,
                "It was not installed; the bytes are kept in quarantine at " + kept + ". Retry to fetch it again.");
    }

    private static String difference(Map.Entry<HashAlgorithm, String> promise, Digests computed) {
        String got = computed.hex().getOrDefault(promise.getKey(), "nothing");
        return promise.getKey().wire() + " expected " + shortened(promise.getValue()) + ", got " + shortened(got);
    }

    private static String shortened(String hex) {
        return hex.length() <= SHOWN_DIGITS ? hex : hex.substring(0, SHOWN_DIGITS) + "…";
    }

    private static String verify(Download download) {
        return "verify " + download.label() + " from " + download.reference().place();
    }
}
