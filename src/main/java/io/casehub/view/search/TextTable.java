package io.casehub.view.search;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.view.search.Text.Kind;
import io.casehub.view.search.Text.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of searched texts. Statements take many at once, in the order of their names. */
@Component
class TextTable {

    private static final String HIT = """
            select t.system, t.kind, t.key, t.case_id as own_case, t.at, c.id as case_id,
                   coalesce(c.customer_id, t.customer_id) as customer_id, %s as score
            from search_text t
            left join search_case s on s.id = t.case_id
            left join search_case c on c.id = coalesce(s.merged_into, s.id)
            """;

    private static final int MOST_SECONDS = 5;

    private final JdbcClient jdbc;
    private final JdbcClient hurried;

    TextTable(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        var template = new PlannedByWord(source);
        template.setQueryTimeout(MOST_SECONDS);
        this.hurried = JdbcClient.create(template);
    }

    void save(Collection<Text> texts) {
        if (texts.isEmpty()) {
            return;
        }
        var sorted = texts.stream().collect(Collectors.toMap(Text::name, text -> text, (first, last) -> last)).values()
                .stream().sorted((one, other) -> one.name().compareTo(other.name())).toList();
        jdbc.sql("""
                insert into search_text (system, kind, key, case_id, customer_id, channel, number_key, at, words)
                select system, kind, key, case_id, customer_id, channel, number_key(number), at, words::tsvector
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[],
                            ?::timestamptz[], ?::text[])
                     as n(system, kind, key, case_id, customer_id, channel, number, at, words)
                on conflict (system, kind, key) do update
                set case_id = excluded.case_id, customer_id = excluded.customer_id, channel = excluded.channel,
                    number_key = excluded.number_key, at = excluded.at, words = excluded.words
                """)
                .params(column(sorted, text -> text.name().system()), column(sorted, text -> text.name().kind().word()),
                        column(sorted, text -> text.name().key()),
                        sorted.stream().map(text -> text.hub() == null ? null : text.hub().value())
                                .toArray(UUID[]::new),
                        sorted.stream().map(text -> text.customer() == null ? null : text.customer().value())
                                .toArray(UUID[]::new),
                        column(sorted, text -> text.channel() == null ? null : text.channel().word()),
                        column(sorted, Text::number), column(sorted, text -> text.at().toString()),
                        column(sorted, Text::vector))
                .update();
    }

    void remove(Collection<Name> names) {
        on(names, "delete from search_text where (system, kind, key) in "
                + "(select * from unnest(?::text[], ?::text[], ?::text[]))");
    }

    /** Forgets what was written on these cases, not what records say in them. */
    void removeComments(Collection<CaseId> cases) {
        jdbc.sql("delete from search_text where case_id = any(?::uuid[]) and kind = 'comment'")
                .param(cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    /** Puts texts into the cases they now stand in. */
    void place(Map<Name, CaseId> places) {
        if (!places.isEmpty()) {
            var sorted = places.keySet().stream().sorted().toList();
            jdbc.sql("""
                    update search_text t set case_id = n.case_id
                    from unnest(?::text[], ?::text[], ?::text[], ?::uuid[]) as n(system, kind, key, case_id)
                    where (t.system, t.kind, t.key) = (n.system, n.kind, n.key) and t.case_id is distinct from n.case_id
                    """)
                    .params(column(sorted, Name::system), column(sorted, name -> name.kind().word()),
                            column(sorted, Name::key),
                            sorted.stream().map(places::get).map(CaseId::value).toArray(UUID[]::new))
                    .update();
        }
    }

    /** Gives interactions to the customers whose they now are. */
    void give(Map<Name, CustomerId> owners) {
        if (!owners.isEmpty()) {
            var sorted = owners.keySet().stream().sorted().toList();
            jdbc.sql("""
                    update search_text t set customer_id = n.customer_id
                    from unnest(?::text[], ?::text[], ?::text[], ?::uuid[]) as n(system, kind, key, customer_id)
                    where (t.system, t.kind, t.key) = (n.system, n.kind, n.key)
                    """)
                    .params(column(sorted, Name::system), column(sorted, name -> name.kind().word()),
                            column(sorted, Name::key),
                            sorted.stream().map(owners::get).map(CustomerId::value).toArray(UUID[]::new))
                    .update();
        }
    }

    void merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        jdbc.sql("""
                update search_text t set customer_id = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id) where t.customer_id = pair.from_id
                """)
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .update();
    }

    /** The newest texts that fit. What would take too long is given up: nobody waits for it by then. */
    List<Hit> find(TextQuery query, int limit) {
        return hurried.sql(HIT.formatted(query.score()) + query.where() + " order by t.at desc limit " + limit)
                .params(query.parameters()).query(TextTable::hit).list();
    }

    /** The texts of source cases that go by a number, or by its digits. */
    List<Hit> numbered(String number, int limit) {
        return jdbc.sql(HIT.formatted("1::real") + "where t.number_key = number_key(?) limit ?").params(number, limit)
                .query(TextTable::hit).list();
    }

    /** What has this key in a system. */
    List<Hit> keyed(String system, String key) {
        return jdbc
                .sql(HIT.formatted("1::real")
                        + "where t.system = ? and t.kind in ('case', 'interaction') and t.key = ?")
                .params(system, key).query(TextTable::hit).list();
    }

    boolean isAnyMissing() {
        return jdbc.sql("select exists (select 1 from search_text where words is null)").query(Boolean.class).single();
    }

    /**
     * Some of which an older hub has not kept the words, locked: what comes of them meanwhile is newer.
     */
    List<Hit> missing(int limit) {
        return jdbc.sql("""
                with page as materialized (
                    select system, kind, key from search_text where words is null order by system, kind, key limit ?
                    for update skip locked)
                """ + HIT.formatted("0::real")
                + "where (t.system, t.kind, t.key) in (select system, kind, key from page)")
                .param(limit).query(TextTable::hit).list();
    }

    private void on(Collection<Name> names, String sql) {
        if (!names.isEmpty()) {
            jdbc.sql(sql).params(column(names, Name::system), column(names, name -> name.kind().word()),
                    column(names, Name::key)).update();
        }
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(
                new Name(row.getString("system"), CodeWord.of(Kind.class, row.getString("kind")), row.getString("key")),
                id(row, "own_case") == null ? null : new CaseId(row.getObject("own_case", UUID.class)),
                id(row, "case_id") == null ? null : new CaseId(row.getObject("case_id", UUID.class)),
                id(row, "customer_id") == null ? null : new CustomerId(row.getObject("customer_id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getFloat("score"));
    }

    private static @Nullable UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static <T> @Nullable String[] column(Collection<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /**
     * Has each statement planned for the words it looks for. A plan that is to do for any word, which
     * PostgreSQL falls back to when it has seen a statement often, fetches and ranks all texts with a
     * common one before it takes the newest: 720 ms instead of 20 at 100,000 texts.
     */
    private static final class PlannedByWord extends JdbcTemplate {

        PlannedByWord(DataSource source) {
            super(source);
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    /**
     * A text that was found.
     *
     * @param own the case it was put into
     * @param hub the case this is today
     */
    record Hit(Name name, @Nullable CaseId own, @Nullable CaseId hub, @Nullable CustomerId customer,
            Instant at, float score) {}
}
