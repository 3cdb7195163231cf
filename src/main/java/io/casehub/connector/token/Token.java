package io.casehub.connector.token;

import io.casehub.connector.token.OAuthClient.Grant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * An access token, renewed at half its life, so that half of it is left to whoever has to see why
 * it cannot be.
 */
public final class Token {

    private static final Logger log = LoggerFactory.getLogger(Token.class);
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofMinutes(1);
    private static final Duration TIME_TO_CONSENT = Duration.ofDays(3);

    private final String system;
    private final OAuthClient client;
    private final RefreshTokens refreshTokens;
    private final Clock clock;
    private @Nullable Grant grant;
    private Instant renewAt = Instant.MIN;
    private Instant expiresAt = Instant.MIN;
    private @Nullable Instant consentEndsAt;
    private @Nullable String trouble;

    Token(String system, OAuthClient client, RefreshTokens refreshTokens, Clock clock) {
        this.system = system;
        this.client = client;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    boolean isOf(OAuthClient other) {
        return client.equals(other);
    }

    /** Called now and then while it is used: it is renewed before it dies. */
    public void keepAlive() {
        try {
            current();
        } catch (IOException e) {
            // told by its state, and by who has to log in with it
        }
    }

    /** A server does not take it: it is not shown again, whatever is left of its life. */
    public synchronized void refused() {
        if (grant != null && renewAt.isAfter(clock.instant())) {
            expiresAt = clock.instant();
            renewAt = expiresAt;
        }
    }

    /** What keeps it from being renewed, now or soon; empty while all is well. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(reason -> "not renewed: " + reason)
                .or(() -> Optional.ofNullable(consentEndsAt).map(end -> "its refresh token ends at " + end
                        + " and the provider gives no other: somebody has to consent anew"));
    }

    /** How long one can log in with it; negative where it is dead. */
    synchronized Duration left() {
        return grant == null ? Duration.ofSeconds(-1) : Duration.between(clock.instant(), expiresAt);
    }

    /**
     * What a server is shown.
     *
     * @throws IOException where there is none that lives; its message says why
     */
    public synchronized String current() throws IOException {
        var now = clock.instant();
        if (!now.isBefore(renewAt)) {
            renew(now);
        }
        if (grant == null || !now.isBefore(expiresAt)) {
            throw new IOException("there is no token to log in with: " + trouble);
        }
        return grant.token();
    }

    private void renew(Instant now) {
        try {
            var fresh = refreshTokens.renew(client);
            grant = fresh;
            expiresAt = now.plus(fresh.life());
            renewAt = now.plus(fresh.life().dividedBy(2));
            trouble = null;
            warn(now, fresh);
        } catch (IOException | DataAccessException | TransactionException e) {
            trouble = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            renewAt = now.plus(NOT_AGAIN_WITHIN);
            log.atWarn().addKeyValue("system", system).addKeyValue("secondsLeft", left().toSeconds())
                    .addKeyValue("reason", trouble).log("token of a mailbox could not be renewed");
        }
    }

    /** One that is replaced each time does not end. */
    private void warn(Instant now, Grant fresh) {
        boolean ends = fresh.refreshToken() == null && fresh.refreshLife() != null
                && fresh.refreshLife().compareTo(TIME_TO_CONSENT) < 0;
        consentEndsAt = ends ? now.plus(fresh.refreshLife()) : null;
        if (ends) {
            log.atWarn().addKeyValue("system", system).addKeyValue("until", consentEndsAt)
                    .log("refresh token of a mailbox ends soon");
        }
    }
}
