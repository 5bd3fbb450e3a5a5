package dev.stowage.model;

import java.util.EnumMap;
import java.util.Map;

/** Which digests a download is compared with: the one a person gave, else those of the source that can be meant. */
final class Published {
    private Published() {}

    static Map<HashAlgorithm, String> by(RemoteFile remote, Answers answers) {
        return by(answers, credible(remote));
    }

    /** The person's digest counts instead of any other. */
    static Map<HashAlgorithm, String> by(Answers answers, Map<HashAlgorithm, String> told) {
        return answers.sha256()
                .map(digest -> Map.of(HashAlgorithm.SHA256, digest.hex()))
                .orElse(told);
    }

    private static Map<HashAlgorithm, String> credible(RemoteFile remote) {
        Map<HashAlgorithm, String> credible = new EnumMap<>(HashAlgorithm.class);
        remote.published().forEach((algorithm, hex) -> {
            if (algorithm != HashAlgorithm.SHA256 || !new Sha256(hex).bogus()) {
                credible.put(algorithm, hex);
            }
        });
        return credible;
    }
}
