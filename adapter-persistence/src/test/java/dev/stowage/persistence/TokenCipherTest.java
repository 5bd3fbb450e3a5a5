package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenCipherTest {
    private static final TokenKey KEY = KeyRing.parse("01".repeat(32)).first();
    private static final TokenCipher.Owner ANN = new TokenCipher.Owner("ann", "civitai");
    private static final Secret TOKEN = Secret.of("tök-🦊");

    private final TokenCipher cipher = new TokenCipher();

    @Test
    void opensWhatItSealed() {
        assertEquals(Optional.of(TOKEN), cipher.open(KEY, ANN, cipher.seal(KEY, ANN, TOKEN)));
    }

    /** When this fails, tokens that are stored can no longer be read. */
    @Test
    void opensTheFormOfVersionOne() {
        byte[] sealed = Base64.getDecoder().decode("AUg1lfzncD1MF3WvJPBf4t0rfTtiWANHn+Ll2SDXUREvoMWn7So=");
        assertEquals(Optional.of(TOKEN), cipher.open(KEY, ANN, sealed));
    }

    @Test
    void opensForNobodyElse() {
        byte[] sealed = cipher.seal(KEY, ANN, TOKEN);
        for (TokenCipher.Owner other : List.of(
                new TokenCipher.Owner("bob", "civitai"),
                new TokenCipher.Owner("ann", "huggingface"),
                new TokenCipher.Owner("annc", "ivitai"),
                new TokenCipher.Owner("", "anncivitai"))) {
            assertEquals(Optional.empty(), cipher.open(KEY, other, sealed), other.toString());
        }
    }

    @Test
    void opensWithNoOtherKey() {
        TokenKey other = KeyRing.parse("02".repeat(32)).first();
        assertEquals(Optional.empty(), cipher.open(other, ANN, cipher.seal(KEY, ANN, TOKEN)));
    }

    @Test
    void noticesEveryChangedBit() {
        byte[] sealed = cipher.seal(KEY, ANN, TOKEN);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertEquals(Optional.empty(), cipher.open(KEY, ANN, changed), "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertEquals(Optional.empty(), cipher.open(KEY, ANN, Arrays.copyOf(sealed, length)), "length " + length);
        }
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            sealed.add(Base64.getEncoder().encodeToString(cipher.seal(KEY, ANN, TOKEN)));
        }
        assertEquals(100, sealed.size());
    }

    @Test
    void readsSeveralKeysInBothForms() {
        KeyRing ring = KeyRing.parse(
                "# a comment, with a comma\n" + Base64.getEncoder().encodeToString(new byte[32]) + " # new\n\n"
                        + "0A".repeat(32) + "," + "ff".repeat(32) + "\n");
        assertEquals(3, ring.keys().size());
        assertEquals(ring.first(), ring.find(ring.first().id()).orElseThrow());
        assertEquals(Optional.empty(), ring.find("00000000"));
    }

    @Test
    void makesKeysThatDiffer() {
        assertFalse(KeyRing.generate().equals(KeyRing.generate()));
        assertEquals(1, KeyRing.parse(KeyRing.generate()).keys().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment", "c2hvcnQ=", "no key at all!", "0a0b"})
    void refusesWhatIsNoKeyAndRepeatsNothingOfIt(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> KeyRing.parse(text));
        assertFalse(String.valueOf(refused.getMessage()).contains("c2hvcnQ"), refused.getMessage());
    }
}
