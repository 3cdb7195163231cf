package io.casehub.security;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.model.CustomerId;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tokens by which customers see their own cases for a short while. The portal that knows who is in
 * front of it obtains them; nothing can be read from a token.
 */
@Component
public class CustomerTokens {

    static final String PREFIX = "ct_";

    private static final Pattern TEXT = Pattern.compile(PREFIX + "([0-9a-f]{24})_([0-9a-f]{64})");
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Duration life;
    private final Clock clock;

    @Autowired
    CustomerTokens(JdbcClient jdbc, AuditTrail audit, TransactionOperations transaction, SecuritySettings settings) {
        this(jdbc, audit, transaction, settings.customerTokenLife(), Clock.systemUTC());
    }

    CustomerTokens(JdbcClient jdbc, AuditTrail audit, TransactionOperations transaction, Duration life, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = transaction;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Makes a token for a customer that exists. Its text cannot be had a second time.
     *
     * @param actor the portal, as {@link Caller#actor()} names it
     */
    public IssuedToken issue(CustomerId customer, String actor) {
        var now = clock.instant();
        var id = Secret.random(12);
        var secret = Secret.random(32);
        transaction.executeWithoutResult(status -> {
            forget(now.minus(REMEMBERED));
            insert(id, customer, Secret.hash(secret), now);
            audit.append(new AuditEntry(new Subject("token", id), now, actor, "token.issued", null, null, null,
                    "for customer " + customer));
        });
        return new IssuedToken(PREFIX + id + "_" + secret, now.plus(life));
    }

    /** Whose token this is; empty for whatever reason it opens nothing. */
    Optional<Caller> callerOf(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? find(parts.group(1)).filter(
                        token -> MessageDigest.isEqual(token.secretHash(), Secret.hash(parts.group(2)))
                                && clock.instant().isBefore(token.expiresAt()))
                        .map(token -> Caller.ofCustomer(token.customer()))
                : Optional.empty();
    }

    private record Token(CustomerId customer, byte[] secretHash, Instant expiresAt) {}

    private Optional<Token> find(String id) {
        return jdbc.sql("select customer_id, secret_hash, expires_at from customer_token where id = ?").param(id)
                .query((row, n) -> new Token(new CustomerId(row.getObject("customer_id", UUID.class)),
                        row.getBytes("secret_hash"), row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void insert(String id, CustomerId customer, byte[] secretHash, Instant now) {
        jdbc.sql("""
                insert into customer_token (id, customer_id, secret_hash, created_at, expires_at)
                values (?, ?, ?, ?, ?)
                """)
                .params(id, customer.value(), secretHash, now.atOffset(ZoneOffset.UTC),
                        now.plus(life).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The audit trail remembers who obtained them; here they would only be a heap. */
    private void forget(Instant expiredBefore) {
        jdbc.sql("delete from customer_token where expires_at < ?").param(expiredBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
