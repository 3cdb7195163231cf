package io.casehub.connector.mailbox;

import io.casehub.connector.mailbox.OAuthClient.Grant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An access token (XOAUTH2), renewed at half its life, so that half of it is left to whoever has to
 * see why it cannot be.
 */
final class Token implements Access {

    private static final Logger log = LoggerFactory.getLogger(Token.class);
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofMinutes(1);

    private final String system;
    private final OAuthClient client;
    private final Clock clock;
    private @Nullable Grant grant;
    private Instant renewAt = Instant.MIN;
    private Instant expiresAt = Instant.MIN;
    private @Nullable String trouble;

    Token(String system, OAuthClient client, Clock clock) {
        this.system = system;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public void login(IMAPProtocol imap, String user) throws IOException, ProtocolException {
        imap.authoauth2(user, current());
    }

    @Override
    public void keepAlive() {
        try {
            current();
        } catch (IOException e) {
            // told by its state, and by the mailbox once it has to log in
        }
    }

    /** What keeps it from being renewed; empty while all is well. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** How long the mailbox can be opened with it; negative where it is dead. */
    synchronized Duration left() {
        return grant == null ? Duration.ofSeconds(-1) : Duration.between(clock.instant(), expiresAt);
    }

    private synchronized String current() throws IOException {
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
            var fresh = client.ask();
            grant = fresh;
            expiresAt = now.plus(fresh.life());
            renewAt = now.plus(fresh.life().dividedBy(2));
            trouble = null;
        } catch (IOException e) {
            trouble = Fault.of(e);
            renewAt = now.plus(NOT_AGAIN_WITHIN);
            log.atWarn().addKeyValue("system", system).addKeyValue("secondsLeft", left().toSeconds())
                    .addKeyValue("reason", trouble).log("token of a mailbox could not be renewed");
        }
    }
}
