package io.casehub.connector.http;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature of bytes by a secret both sides know (RFC 2104).
 *
 * @param algorithm such as {@code HmacSHA256}
 * @param isHex written in hex; else in Base64
 */
public record Hmac(String algorithm, byte[] secret, boolean isHex) {

    /** Whether it can sign here: the algorithm is known, the secret is one. */
    public boolean isUsable() {
        try {
            mac();
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    public String of(byte[] text) {
        try {
            var code = mac().doFinal(text);
            return isHex ? HexFormat.of().formatHex(code) : Base64.getEncoder().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the algorithm was there when the connector was read", e);
        }
    }

    private Mac mac() throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return mac;
    }
}
