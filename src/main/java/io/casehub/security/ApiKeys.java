package io.casehub.security;

import io.casehub.model.CodeWord;
import io.casehub.model.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
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
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Only keys that exist: guessed ids take no memory. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Autowired
    public ApiKeys(JdbcClient jdbc) {
        this(jdbc, Clock.systemUTC());
    }

    ApiKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes a key. Its text cannot be had a second time.
     *
     * @param name who gets it, up to 80 letters, digits, blanks and {@code . _ @ + -}; names may repeat
     * @param life how long it opens anything, {@code null} until it is revoked
     * @throws IllegalArgumentException with a sentence for people, where the name, the roles or the
     * life make no sense
     */
    public IssuedKey issue(String name, Set<Role> roles, @Nullable Duration life) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key's name has 1 to 80 letters, digits, blanks and . _ @ + -, and begins with a letter or digit");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one role");
        }
        if (life != null && !life.isPositive()) {
            throw new IllegalArgumentException("a key lives for some time, or until it is revoked");
        }
        var now = clock.instant();
        var key = new ApiKey(random(6), name, roles, now, life == null ? null : now.plus(life), null, null);
        var secret = random(32);
        insert(key, hash(secret));
        return new IssuedKey(key, PREFIX + key.id() + "_" + secret);
    }

    /**
     * Takes a key back, on this node at once and on every other within 30 seconds.
     *
     * @return whether there is such a key; revoking it again changes nothing
     */
    public boolean revoke(String id) {
        int keys = jdbc.sql("update api_key set revoked_at = coalesce(revoked_at, :now) where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", id).update();
        known.remove(id);
        return keys > 0;
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
        if (found.isEmpty() || !MessageDigest.isEqual(found.get().secretHash(), hash(parts.group(2)))
                || !found.get().key().opensAt(clock.instant())) {
            return Optional.empty();
        }
        noteUse(found.get());
        var key = found.get().key();
        return Optional.of(new Caller(key.name(), key.roles(), Caller.Proof.API_KEY));
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
                .param("roles", key.roles().stream().map(Role::word).sorted().toArray(String[]::new))
                .param("created", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", key.expiresAt() == null ? null : key.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(row.getString("id"), row.getString("name"), roles(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"),
                instant(row, "revoked_at"), row.getObject("last_used_on", LocalDate.class));
    }

    /** A role that a newer version of the hub has given opens nothing here. */
    private static Set<Role> roles(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("roles").getArray())
                .flatMap(word -> CodeWord.find(Role.class, word).stream()).collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * A fast hash is right here: slow ones make guessing dear where people choose passwords, and nobody
     * guesses one of 2^256 random secrets at any speed, while every request would pay for the slowness.
     */
    private static byte[] hash(String secret) {
        return Sha256.of(secret);
    }
}
