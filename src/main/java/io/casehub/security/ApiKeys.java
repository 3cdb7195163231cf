package io.casehub.security;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.model.CodeWord;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that machines and people call the hub with. A key that is revoked on one node is dead on
 * all within 30 seconds, since no node trusts its memory longer than half of that.
 */
@Component
public class ApiKeys {

    static final String PREFIX = "ch_";

    private static final Duration REMEMBERED = Duration.ofSeconds(15);
    private static final Pattern TEXT = Pattern.compile(PREFIX + "([0-9a-f]{12})_([0-9a-f]{64})");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,79}");

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    /** Only keys that exist: guessed ids take no memory. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Autowired
    public ApiKeys(JdbcClient jdbc, AuditTrail audit, TransactionOperations transaction) {
        this(jdbc, audit, transaction, Clock.systemUTC());
    }

    ApiKeys(JdbcClient jdbc, AuditTrail audit, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a key. Its text cannot be had a second time.
     *
     * @param name who gets it, up to 80 letters, digits, blanks and {@code . _ @ + -}; names may repeat
     * @param life how long it opens anything, {@code null} until it is revoked
     * @param actor who gives it out, as the audit trail names him
     * @throws IllegalArgumentException with a sentence for people, where the name, the roles or the
     * life make no sense
     */
    public IssuedKey issue(String name, Set<Role> roles, @Nullable Duration life, String actor) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key's name has 1 to 80 letters, digits, blanks and . _ @ + -, and begins with a letter or digit");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one role");
        }
        if (!Role.ofKeys().containsAll(roles)) {
            throw new IllegalArgumentException("a customer gets no key: his portal obtains tokens for him");
        }
        if (life != null && !life.isPositive()) {
            throw new IllegalArgumentException("a key lives for some time, or until it is revoked");
        }
        var now = clock.instant();
        var key = new ApiKey(Secret.random(6), name, roles, now, life == null ? null : now.plus(life), null, null);
        var secret = Secret.random(32);
        transaction.executeWithoutResult(status -> {
            insert(key, Secret.hash(secret));
            enter(key.id(), "key.issued", "for " + name + ": " + String.join(", ", words(roles)), actor);
        });
        return new IssuedKey(key, PREFIX + key.id() + "_" + secret);
    }

    /**
     * Takes a key back, on this node at once and on every other within 30 seconds.
     *
     * @param actor who does it, as the audit trail names him
     * @return whether there is such a key; revoking it again changes nothing
     */
    public boolean revoke(String id, String actor) {
        boolean exists = Boolean.TRUE.equals(transaction.execute(status -> {
            int revoked = jdbc.sql("update api_key set revoked_at = :now where id = :id and revoked_at is null")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", id).update();
            if (revoked > 0) {
                enter(id, "key.revoked", null, actor);
            }
            return revoked > 0 || find(id).isPresent();
        }));
        known.remove(id);
        return exists;
    }

    /** All keys ever made, the newest first. */
    public List<ApiKey> list() {
        return jdbc.sql("select * from api_key order by created_at desc, id").query((row, n) -> key(row)).list();
    }

    /**
     * Whose key this is; empty for whatever reason it opens nothing, since a stranger is not told
     * which.
     */
    Optional<Caller> callerOf(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var found = find(parts.group(1));
        if (found.isEmpty() || !MessageDigest.isEqual(found.get().secretHash(), Secret.hash(parts.group(2)))
                || !found.get().key().opensAt(clock.instant())) {
            return Optional.empty();
        }
        noteUse(found.get());
        var key = found.get().key();
        return Optional.of(new Caller(key.name(), key.roles(), Caller.Proof.API_KEY));
    }

    private void enter(String id, String action, @Nullable String after, String actor) {
        audit.append(new AuditEntry(new Subject("key", id), clock.instant(), actor, action, null, null, after, null));
    }

    private record Known(ApiKey key, byte[] secretHash, Instant readAt) {}

    private Optional<Known> find(String id) {
        var now = clock.instant();
        var remembered = known.get(id);
        if (remembered != null && now.isBefore(remembered.readAt().plus(REMEMBERED))) {
            return Optional.of(remembered);
        }
        var stored = jdbc.sql("select * from api_key where id = :id").param("id", id)
                .query((row, n) -> new Known(key(row), row.getBytes("secret_hash"), now)).optional();
        stored.ifPresentOrElse(key -> known.put(id, key), () -> known.remove(id));
        return stored;
    }

    /**
     * A day is exact enough to find unused keys, and costs one write a day instead of one a request.
     */
    private void noteUse(Known used) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.equals(used.key().lastUsedOn())) {
            return;
        }
        jdbc.sql("update api_key set last_used_on = :today where id = :id and last_used_on is distinct from :today")
                .param("today", today).param("id", used.key().id()).update();
        known.remove(used.key().id(), used);
    }

    private void insert(ApiKey key, byte[] secretHash) {
        jdbc.sql("""
                insert into api_key (id, name, secret_hash, roles, created_at, expires_at)
                values (:id, :name, :hash, :roles, :created, :expires)
                """)
                .param("id", key.id())
                .param("name", key.name())
                .param("hash", secretHash)
                .param("roles", words(key.roles()).toArray(String[]::new))
                .param("created", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", key.expiresAt() == null ? null : key.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static List<String> words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().toList();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(row.getString("id"), row.getString("name"), roles(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"),
                instant(row, "revoked_at"), row.getObject("last_used_on", LocalDate.class));
    }

    /** A role that a newer version of the hub has given opens nothing here. */
    private static Set<Role> roles(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("roles").getArray())
                .flatMap(word -> CodeWord.find(Role.class, word).stream()).filter(Role.ofKeys()::contains)
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
