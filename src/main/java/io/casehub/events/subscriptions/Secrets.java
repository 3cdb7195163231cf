package io.casehub.events.subscriptions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks (https://www.standardwebhooks.com), for which receivers find
 * libraries in most languages: HMAC-SHA256 over id, time and body.
 */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private Secrets() {}

    static String next() {
        var random = new byte[32];
        RANDOM.nextBytes(random);
        return PREFIX + Base64.getEncoder().encodeToString(random);
    }

    /** The header {@code webhook-signature}: one for each secret that is good now. */
    static String signatures(List<String> secrets, String id, long second, byte[] body) {
        return secrets.stream().map(secret -> "v1," + signature(secret, id, second, body))
                .collect(Collectors.joining(" "));
    }

    private static String signature(String secret, String id, long second, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
            mac.update((id + "." + second + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
