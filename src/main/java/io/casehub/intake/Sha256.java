package io.casehub.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that names contents. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] content) {
        return start().digest(content);
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
