package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String BASE64 = "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "0123456789ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef",
                "  " + HEX + "\t\n",
                "\"" + HEX + "\"",
                " \" " + HEX + " \" ",
                "sha256:" + HEX,
                "SHA256=" + HEX,
                "SHA-256: " + HEX,
                "Sha256:  " + HEX + " ",
                "\"sha256:" + HEX + "\"",
                "sha256:\"" + HEX + "\"",
                BASE64,
                "sha256:" + BASE64,
                "sha-256=" + BASE64,
                "sha256-" + BASE64,
                "\"" + BASE64 + "\""
            })
    void readsDigestsAsPeopleAndSitesWriteThem(String text) {
        assertEquals(Optional.of(new Sha256(HEX)), Sha256.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"",
                "sha256:",
                "d41d8cd98f00b204e9800998ecf8427e", // MD5
                "da39a3ee5e6b4b0d3255bfef95601890afd80709", // SHA-1
                "52BB87B2AE", // AutoV2
                "a1b2c3d4", // CRC32
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                HEX + "0",
                HEX + HEX,
                "0123456789abcdeg0123456789abcdef0123456789abcdef0123456789abcdef",
                "０123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "md5:" + HEX,
                "blake3:" + HEX,
                "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8", // no padding
                "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8A", // 33 bytes
                "!SNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=",
                "weak/" + HEX
            })
    void takesNothingElseForADigest(String text) {
        assertEquals(Optional.empty(), Sha256.parse(text));
    }

    @Test
    void readsWhatAnyDigestIsWrittenAs() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            String hex = HexFormat.of().formatHex(digest);
            Optional<Sha256> expected = Optional.of(new Sha256(hex));
            assertEquals(expected, Sha256.parse(hex.toUpperCase(Locale.ROOT)));
            assertEquals(expected, Sha256.parse(Base64.getEncoder().encodeToString(digest)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void knowsDigestsThatNobodyCanMean(String hex) {
        assertTrue(new Sha256(hex).bogus());
        assertFalse(new Sha256(HEX).bogus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEF", "0123456789ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef"})
    void isBuiltFromLowerCaseOnly(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Sha256(text));
    }

    @Test
    void showsItself() {
        assertEquals(HEX, new Sha256(HEX).toString());
        assertEquals("01234567", new Sha256(HEX).shortForm());
    }
}
