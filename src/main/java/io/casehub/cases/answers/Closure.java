package io.casehub.cases.answers;

import io.casehub.cases.RequestKey;
import io.casehub.model.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Closes answers so that nobody opens them who has not the key they were asked with. */
final class Closure {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Closure() {}

    /** What a key is found by, from which it cannot be told. */
    static byte[] name(RequestKey key) {
        return hash("name", key);
    }

    static byte[] close(RequestKey key, byte[] answer) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var closed = run(Cipher.ENCRYPT_MODE, key, nonce, answer);
        return ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed).array();
    }

    static byte[] open(RequestKey key, byte[] closed) {
        var bytes = ByteBuffer.wrap(closed);
        var nonce = new byte[NONCE];
        var answer = new byte[closed.length - NONCE];
        bytes.get(nonce).get(answer);
        return run(Cipher.DECRYPT_MODE, key, nonce, answer);
    }

    private static byte[] run(int mode, RequestKey key, byte[] nonce, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(hash("answer", key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored answer cannot be sealed or opened", e);
        }
    }

    private static byte[] hash(String purpose, RequestKey key) {
        return Sha256.of(purpose + "\u0000" + key.caller() + "\u0000" + key.key());
    }
}
