package dev.stowage.model;

import static dev.stowage.model.HashAlgorithm.GIT_SHA1;
import static dev.stowage.model.HashAlgorithm.SHA256;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final String SHA = "ab".repeat(32);
    private static final String SHA_OTHER = "ac" + "ab".repeat(31);
    private static final String GIT = "12".repeat(20);
    private static final String GIT_OTHER = "12".repeat(19) + "13";

    /** Per algorithm: what was computed and what was published ({@code -} nothing, {@code =} the same, {@code #} other). */
    @ParameterizedTest
    @CsvSource({
        "'', '', unpublished",
        "sha256, '', unpublished",
        "sha256 git_sha1, '', unpublished",
        "sha256, sha256=, match",
        "sha256, sha256#, mismatch",
        "'', sha256=, pending",
        "git_sha1, sha256=, pending",
        "sha256, git_sha1=, pending",
        "git_sha1, git_sha1=, match",
        "git_sha1, git_sha1#, mismatch",
        "sha256 git_sha1, git_sha1=, match",
        "sha256 git_sha1, sha256=, match",
        "sha256 git_sha1, sha256= git_sha1=, match",
        "sha256 git_sha1, sha256# git_sha1=, mismatch",
        "sha256 git_sha1, sha256= git_sha1#, mismatch",
        "sha256 git_sha1, sha256# git_sha1#, mismatch",
        "sha256, sha256= git_sha1=, pending",
        "sha256, sha256# git_sha1=, mismatch",
        "git_sha1, sha256= git_sha1#, mismatch",
    })
    void judges(String computed, String published, String verdict) {
        assertEquals(verdict, Verdict.of(digests(computed), promises(published)).wire());
    }

    @Test
    void ignoresTheCaseOfWhatIsPublished() {
        Map<HashAlgorithm, String> shouted = new HashMap<>();
        promises("sha256= git_sha1=").forEach((algorithm, hex) -> shouted.put(algorithm, hex.toUpperCase(Locale.ROOT)));
        assertEquals(Verdict.MATCH, Verdict.of(digests("sha256 git_sha1"), shouted));
    }

    @Test
    void noticesOneWrongDigitAnywhere() {
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            String right = hex(random, 64);
            int place = random.nextInt(64);
            char wrong =
                    Character.forDigit((Character.digit(right.charAt(place), 16) + 1 + random.nextInt(15)) % 16, 16);
            String promised = right.substring(0, place) + wrong + right.substring(place + 1);
            Digests computed = new Digests(Map.of(SHA256, right), 1);
            assertEquals(Verdict.MISMATCH, Verdict.of(computed, Map.of(SHA256, promised)), right);
            assertEquals(Verdict.MATCH, Verdict.of(computed, Map.of(SHA256, right)), right);
        }
    }

    @Test
    void takesAShortenedDigestForAnotherOne() {
        assertEquals(Verdict.MISMATCH, Verdict.of(digests("sha256"), Map.of(SHA256, SHA.substring(0, 10))));
        assertEquals(Verdict.MISMATCH, Verdict.of(digests("sha256"), Map.of(SHA256, "")));
    }

    @Test
    void isPendingAsLongAsNothingIsComputed() {
        assertEquals(Verdict.PENDING, Verdict.ofPossible(Optional.empty(), promises("sha256=")));
        assertEquals(Verdict.PENDING, Verdict.ofPossible(Optional.empty(), Map.of()));
    }

    private static Digests digests(String computed) {
        Map<HashAlgorithm, String> hex = new HashMap<>();
        if (computed.contains("sha256")) {
            hex.put(SHA256, SHA);
        }
        if (computed.contains("git_sha1")) {
            hex.put(GIT_SHA1, GIT);
        }
        return new Digests(hex, 5);
    }

    private static Map<HashAlgorithm, String> promises(String published) {
        Map<HashAlgorithm, String> hex = new HashMap<>();
        if (published.contains("sha256")) {
            hex.put(SHA256, published.contains("sha256=") ? SHA : SHA_OTHER);
        }
        if (published.contains("git_sha1")) {
            hex.put(GIT_SHA1, published.contains("git_sha1=") ? GIT : GIT_OTHER);
        }
        return hex;
    }

    private static String hex(Random random, int digits) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }
}
