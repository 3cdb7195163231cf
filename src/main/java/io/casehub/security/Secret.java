package io.casehub.security;

import io.casehub.model.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random text that opens doors. Only its hash is stored. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** Twice as many hexadecimal digits. */
    static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * A fast hash is right here: slow ones make guessing dear where people choose passwords, and nobody
     * guesses one of 2^256 random secrets at any speed, while every request would pay for the slowness.
     */
    static byte[] hash(String secret) {
        return Sha256.of(secret);
    }
}
