package io.casehub.audit.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys of the hub. It signs with the one that is set; where none is, with one it has made for
 * itself, which stands in the database. Public halves stay for ever: what was signed once can be
 * verified.
 */
@Component
@Transactional
public class SigningKeys {

    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final @Nullable RSAKey set;

    SigningKeys(JdbcClient jdbc, @Value("${casehub.signing-key:}") String pem) {
        this.jdbc = jdbc;
        this.set = pem.isBlank() ? null : read(pem);
    }

    /** Every key anything was signed with, without their secrets, the newest first. */
    public List<PublicKey> all() {
        current();
        return jdbc.sql("select public_jwk from signing_key order by since desc, id").query(String.class).list()
                .stream().map(text -> new PublicKey(parsed(text))).toList();
    }

    /** What is signed with now. */
    RSAKey current() {
        if (set != null) {
            save(set, false);
            return set;
        }
        return own().orElseGet(() -> {
            // two nodes that find none make one between them
            jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended('signing_key', 0)))").query(Long.class)
                    .single();
            return own().orElseGet(() -> save(made(), true));
        });
    }

    private Optional<RSAKey> own() {
        return jdbc.sql("select private_jwk from signing_key where private_jwk is not null order by since desc limit 1")
                .query(String.class).optional().map(SigningKeys::parsed);
    }

    private RSAKey save(RSAKey key, boolean isOurs) {
        jdbc.sql("insert into signing_key (id, public_jwk, private_jwk) values (?, ?, ?) on conflict do nothing")
                .params(key.getKeyID(), key.toPublicJWK().toJSONString(), isOurs ? key.toJSONString() : null)
                .update();
        return key;
    }

    private static RSAKey made() {
        try {
            return named(new RSAKeyGenerator(BITS).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }

    private static RSAKey read(String pem) {
        try {
            var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            if (KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded)) instanceof RSAPrivateCrtKey key
                    && key.getModulus().bitLength() >= BITS) {
                return named(new RSAKey.Builder(Base64URL.encode(key.getModulus()),
                        Base64URL.encode(key.getPublicExponent())).privateKey(key).build());
            }
        } catch (GeneralSecurityException | IllegalArgumentException | JOSEException e) {
            // told below, without what it was
        }
        throw new IllegalArgumentException("casehub.signing-key is a private RSA key of " + BITS
                + " bits at least in PEM, as `openssl genpkey -algorithm RSA` makes it");
    }

    private static RSAKey named(RSAKey key) throws JOSEException {
        return new RSAKey.Builder(key).keyIDFromThumbprint().build();
    }

    private static RSAKey parsed(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }
}
