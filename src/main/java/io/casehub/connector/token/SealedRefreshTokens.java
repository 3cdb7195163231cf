package io.casehub.connector.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.connector.token.OAuthClient.Grant;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of refresh tokens, encrypted by what only the settings know: the configured token. Who
 * reads the database or a backup of it opens nothing, and who configures another token begins anew.
 */
@Component
class SealedRefreshTokens implements RefreshTokens {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    SealedRefreshTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One node at a time: a provider that sees one refresh token twice may take it for stolen.
     */
    @Override
    @Transactional
    public Grant renew(OAuthClient client) throws IOException {
        if (client.speaksForItself()) {
            return client.ask();
        }
        var origin = secret(client, "name");
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended('refresh token ' || encode(?, 'hex'), 0)))")
                .param(origin)
                .query(Long.class).single();
        var newest = newest(client, origin).orElse(client.refreshToken());
        var grant = client.with(newest).ask();
        if (grant.refreshToken() != null && !grant.refreshToken().equals(newest)) {
            keep(client, origin, grant.refreshToken());
        }
        return grant;
    }

    private Optional<String> newest(OAuthClient client, byte[] origin) {
        return jdbc.sql("select sealed from oauth_refresh_token where origin = ?").param(origin).query(byte[].class)
                .optional().map(sealed -> new String(crypt(Cipher.DECRYPT_MODE, client, sealed, sealed, NONCE), UTF_8));
    }

    private void keep(OAuthClient client, byte[] origin, String token) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var text = crypt(Cipher.ENCRYPT_MODE, client, nonce, token.getBytes(UTF_8), 0);
        var sealed = new byte[NONCE + text.length];
        System.arraycopy(nonce, 0, sealed, 0, NONCE);
        System.arraycopy(text, 0, sealed, NONCE, text.length);
        jdbc.sql("""
                insert into oauth_refresh_token (origin, sealed) values (?, ?)
                on conflict (origin) do update set sealed = excluded.sealed, kept_at = now()
                """).params(origin, sealed).update();
    }

    private static byte[] crypt(int mode, OAuthClient client, byte[] nonce, byte[] text, int from) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(secret(client, "key"), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is kept of a refresh token cannot be opened: "
                    + "delete its row of oauth_refresh_token and consent anew", e);
        }
    }

    /** A refresh token is long and random: what is made of it needs no stretching. */
    private static byte[] secret(OAuthClient client, String use) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(client.refreshToken().getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal((use + "\n" + client.url() + "\n" + client.id()).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
