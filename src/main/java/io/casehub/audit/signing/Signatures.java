package io.casehub.audit.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import org.springframework.stereotype.Component;

/**
 * Signs with the key of the hub (RFC 7515, RS256), and says whether something is as it was signed.
 */
@Component
public class Signatures {

    private final SigningKeys keys;

    Signatures(SigningKeys keys) {
        this.keys = keys;
    }

    /** @param type what it is, for the {@code typ} of the header */
    public Signed sign(byte[] contents, String type) {
        try {
            var key = keys.current();
            var signed = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
                    .type(new JOSEObjectType(type)).build(), new Payload(contents));
            signed.sign(new RSASSASigner(key));
            var parts = signed.serialize().split("\\.", -1);
            return new Signed(parts[0], parts[1], parts[2]);
        } catch (JOSEException e) {
            throw new IllegalStateException("the hub's key does not sign", e);
        }
    }

    /**
     * What was signed.
     *
     * @param keys a JWK set with the key it names
     * @throws SignatureBroken where it is not as it was signed, or by nobody of these
     */
    public static byte[] verified(Signed signed, String keys) {
        try {
            var parsed = JWSObject.parse(signed.header() + "." + signed.payload() + "." + signed.signature());
            var id = parsed.getHeader().getKeyID();
            if (!JWSAlgorithm.RS256.equals(parsed.getHeader().getAlgorithm()) || id == null) {
                throw new SignatureBroken("it is not signed as the hub signs: RS256, with the key's id");
            }
            if (!(JWKSet.parse(keys).getKeyByKeyId(id) instanceof RSAKey key)) {
                throw new SignatureBroken("it is signed with the key " + id + ", which is none of these");
            }
            if (!key.computeThumbprint().toString().equals(id)
                    || !parsed.verify(new RSASSAVerifier(key.toPublicJWK()))) {
                throw new SignatureBroken("it is not as it was signed");
            }
            return parsed.getPayload().toBytes();
        } catch (ParseException | JOSEException e) {
            throw new SignatureBroken("it cannot be read: " + e.getMessage());
        }
    }

    /** The three parts of a JWS, each in base64url. */
    public record Signed(String header, String payload, String signature) {}
}
