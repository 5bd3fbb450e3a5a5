package dev.stowage.model;

import java.util.EnumMap;
import java.util.Map;

/** Which digests a download is compared with: the one a person gave, else those of the source that can be meant. */
final class Published {
    private Published() {}

    static Map<HashAlgorithm, String> by(RemoteFile remote, Answers answers) {
        if (answers.sha256().isPresent()) {
            return Map.of(HashAlgorithm.SHA256, answers.sha256().get().hex());
        }
        Map<HashAlgorithm, String> credible = new EnumMap<>(HashAlgorithm.class);
        remote.published().forEach((algorithm, hex) -> {
            if (algorithm != HashAlgorithm.SHA256 || !new Sha256(hex).bogus()) {
                credible.put(algorithm, hex);
            }
        });
        return credible;
    }
}
