package io.casehub.cases.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.CaseField;
import io.casehub.cases.Wishes;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of bulks and their items. What is wished is forgotten as soon as it is done. */
@Component
class BulkTable {

    private static final int DAYS_KEPT = 30;

    private final JdbcClient jdbc;

    BulkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An item that waits, with its place. */
    record Waiting(int position, BulkItem item) {}

    void add(UUID id, String actor, Instant at, List<BulkItem> items) {
        jdbc.sql("delete from case_bulk where finished_at < now() - make_interval(days => ?)").param(DAYS_KEPT)
                .update();
        jdbc.sql("insert into case_bulk (id, actor, created_at) values (?, ?, ?)")
                .params(id, actor, at.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("""
                insert into case_bulk_item (bulk_id, position, hub, version, wishes, outcome, reason)
                select ?, n.position, n.hub, n.version, case when n.fault is null then n.wishes end,
                       case when n.fault is null then 'waiting' else 'unreadable' end, n.fault
                from unnest(?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                     as n(position, hub, version, wishes, fault)
                """)
                .params(id, IntStream.range(0, items.size()).boxed().toArray(Integer[]::new),
                        texts(items, BulkItem::hub), items.stream().map(BulkItem::version).toArray(Long[]::new),
                        texts(items, item -> written(item.wishes())), texts(items, BulkItem::fault))
                .update();
    }

    /** Those with something to do, the oldest first. */
    List<UUID> open() {
        return jdbc.sql("select id from case_bulk where finished_at is null order by created_at, id limit 100")
                .query(UUID.class).list();
    }

    /** Who wished it, if nobody else is at it: until the transaction ends nobody else will be. */
    Optional<String> take(UUID id) {
        return jdbc.sql("select actor from case_bulk where id = ? and finished_at is null for update skip locked")
                .param(id).query(String.class).optional();
    }

    List<Waiting> waiting(UUID id, int most) {
        return jdbc.sql("""
                select position, hub, version, wishes from case_bulk_item
                where bulk_id = ? and outcome = 'waiting' order by position limit ?
                """).params(id, most).query((row, number) -> new Waiting(row.getInt("position"),
                new BulkItem(row.getString("hub"), row.getObject("version", Long.class),
                        read(ExactJson.parse(row.getString("wishes"))), null)))
                .list();
    }

    void settle(UUID id, List<BulkResult> results) {
        jdbc.sql("""
                update case_bulk_item i set outcome = n.outcome, became = n.became, reason = n.reason, wishes = null
                from unnest(?::int[], ?::text[], ?::bigint[], ?::text[]) as n(position, outcome, became, reason)
                where i.bulk_id = ? and i.position = n.position
                """)
                .params(results.stream().map(BulkResult::position).toArray(Integer[]::new),
                        texts(results, result -> result.outcome().word()),
                        results.stream().map(BulkResult::version).toArray(Long[]::new),
                        texts(results, BulkResult::reason), id)
                .update();
    }

    void finish(UUID id) {
        jdbc.sql("update case_bulk set finished_at = clock_timestamp() where id = ?").param(id).update();
    }

    Optional<Bulk> find(UUID id) {
        var counts = new EnumMap<BulkOutcome, Integer>(BulkOutcome.class);
        jdbc.sql("select outcome, count(*) from case_bulk_item where bulk_id = ? group by outcome").param(id)
                .query(row -> {
                    counts.put(CodeWord.of(BulkOutcome.class, row.getString(1)), row.getInt(2));
                });
        return jdbc.sql("select * from case_bulk where id = ?").param(id).query((row, number) -> new Bulk(id,
                row.getString("actor"), Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "finished_at"), counts)).optional();
    }

    /** In the order of the request, those with one of these outcomes. */
    List<BulkResult> results(UUID id, Collection<BulkOutcome> outcomes) {
        return jdbc.sql("""
                select position, hub, outcome, became, reason from case_bulk_item
                where bulk_id = ? and outcome = any(?::text[]) order by position
                """).params(id, outcomes.stream().map(CodeWord::word).toArray(String[]::new))
                .query((row, number) -> new BulkResult(row.getInt("position"), row.getString("hub"),
                        CodeWord.of(BulkOutcome.class, row.getString("outcome")), row.getObject("became", Long.class),
                        row.getString("reason")))
                .list();
    }

    private static String written(Wishes wishes) {
        var json = JsonNodeFactory.instance.objectNode();
        var values = json.putObject("values");
        wishes.values().forEach((field, value) -> values.put(field.word(), value));
        var fields = json.putObject("fields");
        wishes.fields().forEach(fields::put);
        return json.toString();
    }

    private static Wishes read(JsonNode json) {
        var values = new LinkedHashMap<CaseField, @Nullable String>();
        json.path("values").properties().forEach(entry -> values.put(CodeWord.of(CaseField.class, entry.getKey()),
                entry.getValue().textValue()));
        var fields = new HashMap<String, @Nullable String>();
        json.path("fields").properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue().textValue()));
        return Wishes.of(values, fields);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
