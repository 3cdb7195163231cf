package io.casehub.audit.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Base64;

/** What everybody may have of a key of the hub. */
public final class PublicKey {

    private final RSAKey key;

    PublicKey(RSAKey key) {
        this.key = key.toPublicJWK();
    }

    /** Its thumbprint by RFC 7638: whoever has that from another way, knows whose the key is. */
    public String id() {
        return key.getKeyID();
    }

    /** With its exponent: the numbers of the key as a JWK has them, in base64url. */
    public String modulus() {
        return key.getModulus().toString();
    }

    public String exponent() {
        return key.getPublicExponent().toString();
    }

    /** As openssl reads it. */
    public String pem() {
        try {
            var encoded = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key.toRSAPublicKey().getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException("a stored key cannot be used", e);
        }
    }
}
