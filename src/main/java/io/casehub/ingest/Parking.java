package io.casehub.ingest;

import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where records wait that could not be handled: whole, with the reason. */
@Component
public class Parking {

    private static final int LONGEST_REASON = 4000;

    /**
     * In the place of a route, for what no route read: none can have this name while it has its
     * system's.
     */
    private static final String REMAP = "remap";

    private final JdbcClient jdbc;

    Parking(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits, oldest first, behind the one named; of all systems where none is given. */
    public List<ParkedRecord> waiting(Optional<String> system, Optional<UUID> after, int limit) {
        return jdbc.sql("""
                select * from parked_record
                where replayed_at is null and (:system::text is null or system = :system)
                  and (:after::uuid is null
                       or (parked_at, id) > (select parked_at, id from parked_record where id = :after))
                order by parked_at, id
                limit :limit
                """)
                .param("system", system.orElse(null))
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(Parking::parked)
                .list();
    }

    public Optional<ParkedRecord> find(UUID id) {
        return jdbc.sql("select * from parked_record where id = ?").param(id).query(Parking::parked).optional();
    }

    /** Why a payload of a route waits, of each mapping that did not take it. */
    public List<String> reasons(String route, RawRecord raw) {
        return jdbc.sql("""
                select stage || ': ' || reason from parked_record
                where route = ? and payload_hash = ? and replayed_at is null order by mapping
                """).params(route, Sha256.of(storable(raw.text()))).query(String.class).list();
    }

    public long count(String system) {
        return count(ParkedSearch.of(system));
    }

    /** Those tried least first, then the oldest. */
    List<ParkedRecord> leastTried(ParkedSearch search, int limit) {
        return jdbc.sql("select * from parked_record where " + ParkedSearch.WAITS
                + "order by attempts, parked_at, id limit :limit")
                .params(search.parameters())
                .param("limit", limit)
                .query(Parking::parked)
                .list();
    }

    long count(ParkedSearch search) {
        return jdbc.sql("select count(*) from parked_record where " + ParkedSearch.WAITS)
                .params(search.parameters())
                .query(Long.class)
                .single();
    }

    /**
     * Parks a payload; where the very same one waits already, that one gets the newer reason, and the
     * answer is false.
     */
    boolean park(Page page, String mapping, RawRecord raw, String stage, String reason, Instant fetchedAt) {
        return park(page.system(), page.route(), mapping, raw, stage, reason, fetchedAt, null, null);
    }

    /**
     * Parks a stored record that a re-map could not take, as {@link #park}: it stays current as it was.
     */
    void parkRemapped(UUID remapping, SourceRef record, String mapping, RawRecord raw, String stage, String reason,
            Instant fetchedAt) {
        park(record.system(), REMAP, mapping, raw, stage, reason, fetchedAt, remapping, record.key());
    }

    private boolean park(String system, String route, String mapping, RawRecord raw, String stage, String reason,
            Instant fetchedAt, @Nullable UUID remapping, @Nullable String key) {
        var payload = storable(raw.text());
        return jdbc.sql("""
                insert into parked_record
                    (id, system, route, mapping, stage, reason, payload, payload_hash, fetched_at, remapping, key)
                values (:id, :system, :route, :mapping, :stage, :reason, :payload, :hash, :fetched, :remapping::uuid,
                        :key)
                on conflict (route, mapping, payload_hash) where replayed_at is null
                do update set attempts = parked_record.attempts + 1, stage = excluded.stage, reason = excluded.reason,
                              remapping = excluded.remapping
                returning attempts
                """)
                .param("id", UUID.randomUUID())
                .param("system", system)
                .param("route", route)
                .param("mapping", mapping)
                .param("stage", stage)
                .param("reason", shortened(storable(reason)))
                .param("payload", payload)
                .param("hash", Sha256.of(payload))
                .param("fetched", fetchedAt.atOffset(ZoneOffset.UTC))
                .param("remapping", remapping)
                .param("key", key)
                .query(Integer.class)
                .single() == 1;
    }

    /** Takes one out to be replayed, and keeps others from doing the same meanwhile. */
    Optional<ParkedRecord> lock(UUID id) {
        return jdbc.sql("select * from parked_record where id = ? for update")
                .param(id)
                .query(Parking::parked)
                .optional();
    }

    /** Those that a re-map could read after all wait no more. */
    void remapped(String mapping, Collection<String> keys) {
        jdbc.sql("""
                update parked_record set replayed_at = now()
                where replayed_at is null and route = :route and mapping = :mapping and key = any(:keys)
                """)
                .param("route", REMAP)
                .param("mapping", mapping)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    void replayed(UUID id) {
        jdbc.sql("update parked_record set replayed_at = now() where id = ?").param(id).update();
    }

    /**
     * PostgreSQL has no text with a NUL in it. A replay finds what was stored, so that is what counts.
     */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static String shortened(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private static ParkedRecord parked(ResultSet row, int number) throws SQLException {
        return new ParkedRecord(row.getObject("id", UUID.class), row.getString("system"), row.getString("route"),
                row.getString("mapping"), row.getString("stage"), row.getString("reason"), row.getString("payload"),
                row.getObject("fetched_at", OffsetDateTime.class).toInstant(),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(), row.getInt("attempts"),
                row.getObject("replayed_at") != null, row.getObject("remapping", UUID.class), row.getString("key"));
    }

    /**
     * A record that could not be handled.
     *
     * @param mapping the mapping it was going through
     * @param stage where it failed: {@code mapping}, or the room that could not take it
     * @param payload as the system sent it
     * @param remapping the re-map it failed in, {@code null} for one that a route read
     * @param key of the stored record that a re-map could not read and that is current as it was
     */
    public record ParkedRecord(UUID id, String system, String route, String mapping, String stage, String reason,
            String payload, Instant fetchedAt, Instant parkedAt, int attempts, boolean isReplayed,
            @Nullable UUID remapping, @Nullable String key) {}
}
