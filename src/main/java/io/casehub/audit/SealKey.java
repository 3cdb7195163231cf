package io.casehub.audit;

import io.casehub.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The secret that seals are made with, if there is one. */
@Component
class SealKey {

    private static final String METHOD = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final String secret;

    SealKey(@Value("${casehub.audit.seal-key:}") String secret) {
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "casehub.audit.seal-key has at least " + SHORTEST + " characters: take random ones");
        }
        this.secret = secret;
    }

    boolean isSet() {
        return !secret.isEmpty();
    }

    byte[] hash(byte[] contents, boolean keyed) {
        if (!keyed) {
            return Sha256.of(contents);
        }
        try {
            var mac = Mac.getInstance(METHOD);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), METHOD));
            return mac.doFinal(contents);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + METHOD, e);
        }
    }
}
