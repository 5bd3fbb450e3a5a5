package dev.stowage.persistence;

import dev.stowage.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets with AES-256-GCM: a version byte, a random nonce, the encrypted bytes with their tag. Whose secret it is and what for is
 * authenticated with it, so that it opens in no other place.
 */
final class TokenCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    byte[] seal(TokenKey key, Owner owner, Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = secret.use(text -> text.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, owner, nonce).doFinal(plain);
            return ByteBuffer.allocate(1 + nonce.length + encrypted.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Empty when it was not sealed by this key, for this owner, in this form. */
    Optional<Secret> open(TokenKey key, Owner owner, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
        int start = 1 + NONCE_BYTES;
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, owner, nonce).doFinal(sealed, start, sealed.length - start);
            return Optional.of(Secret.of(new String(plain, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, TokenKey key, Owner owner, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(owner.bytes());
        return cipher;
    }

    /**
     * Whose secret, and what for.
     *
     * @param user the user's id
     * @param source the id of a source, or what else it is for
     */
    record Owner(String user, String source) {
        /** Each text behind its length: no two owners have the same bytes. */
        byte[] bytes() {
            byte[] first = user.getBytes(StandardCharsets.UTF_8);
            byte[] second = source.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(2 * Integer.BYTES + first.length + second.length)
                    .putInt(first.length)
                    .put(first)
                    .putInt(second.length)
                    .put(second)
                    .array();
        }
    }
}
