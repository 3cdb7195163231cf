package io.casehub.audit.reads;

import io.casehub.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What callers were shown. Contents are kept once under their hash, so the same answer shown again
 * costs one narrow row. Whom contents show is told by the ids that stand in them.
 */
@Component
@EnableConfigurationProperties(ReadSettings.class)
public class RecordedReads {

    private static final Pattern ID = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String VALUES = "values (:id, :actor, :method, :path, :query, :subject, :status, :type, :size, "
            + ":hash)";
    private static final int MOST_NAMES = 5000;
    private static final int TRIES = 3;
    private static final int PRUNED_AT_ONCE = 5000;
    private static final int HOURLY = 3_600_000;

    private final JdbcClient jdbc;
    private final ReadSettings settings;

    RecordedReads(JdbcClient jdbc, ReadSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Once this returns, the read is recorded. */
    public void record(Shown shown) {
        if (shown.bytes() == null) {
            insert("", VALUES, shown, null).update();
            return;
        }
        var hash = Sha256.of(shown.bytes());
        for (int tries = 1; !isKnown(shown, hash); tries++) {
            try {
                addFirst(shown, shown.bytes(), hash);
                return;
            } catch (DataIntegrityViolationException e) {
                // the contents were pruned between being found and being referred to
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** @throws ReadNotFound where there is none */
    public RecordedRead get(UUID id) {
        return jdbc.sql("select * from recorded_read where id = ?").param(id).query(RecordedReads::read).optional()
                .orElseThrow(() -> new ReadNotFound(id));
    }

    /**
     * What was shown.
     *
     * @throws ContentsNotKept where it was erased, or too long
     */
    public byte[] contents(RecordedRead read) {
        if (read.hash() == null) {
            throw new ContentsNotKept(read);
        }
        return jdbc.sql("select bytes from read_content where hash = ?").param(HexFormat.of().parseHex(read.hash()))
                .query(byte[].class).optional().orElseThrow(() -> new ReadNotFound(read.id()));
    }

    /** The reads that fit, the newest first. */
    public List<RecordedRead> list(ReadFilter filter) {
        var wanted = new LinkedHashMap<String, @Nullable Object>();
        wanted.put("""
                number in (
                    select number from recorded_read where subject = any(?::uuid[])
                    union
                    select r.number from read_content c join recorded_read r using (hash) where c.names && ?::uuid[])
                """, filter.shown() == null ? null : ids(filter.shown()));
        wanted.put("actor = ?", filter.actor());
        wanted.put("at >= ?", filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        wanted.put("at < ?", filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC));
        wanted.put("number < ?", filter.behind());
        wanted.values().removeIf(value -> value == null);
        var parameters = new ArrayList<Object>();
        wanted.forEach((condition, value) -> condition.chars().filter(letter -> letter == '?')
                .forEach(each -> parameters.add(value)));
        parameters.add(filter.limit());
        return jdbc.sql("select * from recorded_read"
                + (wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted.keySet()))
                + " order by number desc limit ?").params(parameters).query(RecordedReads::read).list();
    }

    /**
     * Takes away what reads showed of some customers or cases, and what was asked for in them. Who
     * read, when, and by which path stays.
     *
     * @param shown their ids
     * @return how many reads lost their contents
     */
    @Transactional
    public int erase(Collection<UUID> shown) {
        var ids = ids(shown);
        var found = jdbc.sql("""
                select number, coalesce(hash, '') from recorded_read
                where erased_at is null and (subject = any(?::uuid[])
                    or hash in (select hash from read_content where names && ?::uuid[]))
                order by number for update
                """).params(ids, ids).query((row, n) -> new Found(row.getLong(1), row.getBytes(2))).list();
        jdbc.sql(
                "update recorded_read set erased_at = now(), query = null, hash = null where number = any(?::bigint[])")
                .param(found.stream().map(Found::number).toArray(Long[]::new)).update();
        // what shows nobody by his id, as an empty list, may have been shown to others as well
        forget(found.stream().map(Found::hash).toList());
        return found.size();
    }

    /** Forgets what is older than is to be kept. */
    @Scheduled(fixedDelay = HOURLY, initialDelay = HOURLY)
    public void prune() {
        List<byte[]> hashes;
        do {
            hashes = jdbc.sql("""
                    delete from recorded_read where number in (
                        select number from recorded_read where at < now() - make_interval(secs => ?)
                        order by at limit ? for update skip locked)
                    returning coalesce(hash, '')
                    """).params(settings.keep().toSeconds(), PRUNED_AT_ONCE)
                    .query((row, n) -> row.getBytes(1)).list();
            forget(hashes);
        } while (hashes.size() == PRUNED_AT_ONCE);
    }

    private void forget(List<byte[]> hashes) {
        jdbc.sql("""
                delete from read_content c where c.hash = any(?::bytea[])
                  and not exists (select from recorded_read r where r.hash = c.hash)
                """).param(hashes.toArray(byte[][]::new)).update();
    }

    private boolean isKnown(Shown shown, byte[] hash) {
        return insert("", """
                select :id, :actor, :method, :path, :query, :subject::uuid, :status, :type, :size::bigint, hash
                from read_content where hash = :hash
                """, shown, hash).update() > 0;
    }

    /** In one statement: contents that nothing refers to would stay for ever. */
    private void addFirst(Shown shown, byte[] bytes, byte[] hash) {
        insert("with content as (insert into read_content (hash, bytes, names) "
                + "values (:hash, :bytes, :names::uuid[]) on conflict do nothing)", VALUES, shown, hash)
                .param("bytes", bytes).param("names", ids(names(bytes))).update();
    }

    private JdbcClient.StatementSpec insert(String before, String row, Shown shown, byte @Nullable [] hash) {
        return jdbc.sql(before
                + " insert into recorded_read (id, actor, method, path, query, subject, status, type, size, hash) "
                + row)
                .param("id", shown.id()).param("actor", shown.actor()).param("method", shown.method())
                .param("path", shown.path()).param("query", shown.query()).param("subject", shown.subject())
                .param("status", shown.status()).param("type", shown.type())
                .param("size", shown.bytes() == null ? null : (long) shown.bytes().length).param("hash", hash);
    }

    /** The ids that stand in an answer, as the hub writes them. */
    private static Collection<UUID> names(byte[] bytes) {
        return ID.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).results().map(found -> found.group())
                .distinct().limit(MOST_NAMES).map(UUID::fromString).toList();
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static RecordedRead read(ResultSet row, int number) throws SQLException {
        var hash = row.getBytes("hash");
        return new RecordedRead(row.getLong("number"), row.getObject("id", UUID.class), time(row, "at"),
                row.getString("actor"), row.getString("method"), row.getString("path"), row.getString("query"),
                row.getInt("status"), row.getString("type"), row.getObject("size", Long.class),
                hash == null ? null : HexFormat.of().formatHex(hash),
                row.getObject("erased_at") == null ? null : time(row, "erased_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Found(long number, byte[] hash) {}
}
