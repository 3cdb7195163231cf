package io.casehub.identity;

import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of members, their match keys and the edges between them. Every statement takes a whole
 * page.
 */
@Component
class Members {

    private static final int LOCK_CLASS = 0x1DE;
    private static final int LOCKS = 1024;

    private static final String COLUMNS = """
            m.system, m.key, m.customer_id, m.own_id, m.seen, m.thin, m.kind, m.name, m.birth_date, m.identifiers,
            array(select k.key from match_key k where k.system = m.system and k.record_key = m.key) as keys
            """;

    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps everybody else away from these keys until the transaction ends, so that two nodes cannot
     * both make a customer of one person. The keys share a thousand locks: the server's lock table is
     * small.
     */
    void lock(Collection<String> keys) {
        var locks = keys.stream().map(key -> Math.floorMod(key.hashCode(), LOCKS)).distinct().sorted();
        jdbc.sql("select count(pg_advisory_xact_lock(?, lock)) from unnest(?::int[]) lock")
                .params(LOCK_CLASS, locks.toArray(Integer[]::new))
                .query(Long.class)
                .single();
    }

    Map<SourceRef, Member> find(Collection<SourceRef> records) {
        return index(jdbc.sql("select " + COLUMNS + """
                from member m where (m.system, m.key) in (select * from unnest(?::text[], ?::text[]))
                """)
                .params(texts(records, SourceRef::system), texts(records, SourceRef::key))
                .query(Members::member)
                .list());
    }

    /** Every record that has one of these keys. */
    Map<SourceRef, Member> sharing(Collection<String> keys) {
        return index(jdbc.sql("select " + COLUMNS + """
                from member m where (m.system, m.key) in
                    (select system, record_key from match_key where key = any(?::text[]))
                """).params((Object) keys.toArray(String[]::new)).query(Members::member).list());
    }

    /** The keys of everybody who is one of these customers. */
    List<String> keys(Collection<CustomerId> customers) {
        return jdbc.sql("""
                select distinct k.key from member m
                join match_key k on k.system = m.system and k.record_key = m.key
                where m.customer_id = any(?::uuid[])
                """).params((Object) ids(customers, id -> id)).query(String.class).list();
    }

    /** Writes members as they now are, and the keys they now have. */
    void save(Collection<Member> members) {
        var sorted = members.stream().sorted((a, b) -> a.source().compareTo(b.source())).toList();
        jdbc.sql("""
                insert into member (system, key, customer_id, own_id, seen, thin, kind, name, birth_date, identifiers)
                select system, key, customer_id, own_id, seen, thin, kind, name, birth_date::date,
                       coalesce(string_to_array(identifiers, chr(10)), '{}')
                from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::boolean[], ?::boolean[], ?::text[],
                            ?::text[], ?::text[], ?::text[])
                     as m(system, key, customer_id, own_id, seen, thin, kind, name, birth_date, identifiers)
                on conflict (system, key) do update
                set customer_id = excluded.customer_id, own_id = excluded.own_id, seen = excluded.seen,
                    thin = excluded.thin, kind = excluded.kind, name = excluded.name,
                    birth_date = excluded.birth_date, identifiers = excluded.identifiers
                """)
                .param(texts(sorted, member -> member.source().system()))
                .param(texts(sorted, member -> member.source().key()))
                .param(ids(sorted, Member::customer))
                .param(ids(sorted, Member::own))
                .param(sorted.stream().map(Member::seen).toArray(Boolean[]::new))
                .param(sorted.stream().map(member -> member.features().thin()).toArray(Boolean[]::new))
                .param(texts(sorted, member -> member.features().kind().word()))
                .param(texts(sorted, member -> member.features().name()))
                .param(texts(sorted, member -> text(member.features().birthDate())))
                .param(texts(sorted, member -> joined(member.features().identifiers())))
                .update();
        saveKeys(sorted);
    }

    /** Moves whole customers: every member of the retired ones becomes the survivor's. */
    void merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        for (var statement : List.of(
                "update customer set merged_into = into_id from pair where id = from_id",
                "update customer set merged_into = into_id from pair where merged_into = from_id",
                "update member set customer_id = into_id from pair where customer_id = from_id")) {
            jdbc.sql("with pair as (select * from unnest(?::uuid[], ?::uuid[]) as p(from_id, into_id)) " + statement)
                    .params(ids(pairs, Map.Entry::getKey), ids(pairs, Map.Entry::getValue))
                    .update();
        }
    }

    /** Brings back customers of their own that had been retired. */
    void revive(Collection<CustomerId> customers) {
        jdbc.sql("update customer set merged_into = null where id = any(?::uuid[])")
                .params((Object) ids(customers, id -> id))
                .update();
    }

    void addCustomers(List<CustomerId> customers) {
        jdbc.sql("insert into customer (id) select * from unnest(?::uuid[])")
                .params((Object) ids(customers, id -> id))
                .update();
    }

    /** The order in which customers came to be; the oldest survives a merge. */
    Map<CustomerId, Long> ages(Collection<CustomerId> customers) {
        var ages = new HashMap<CustomerId, Long>();
        jdbc.sql("select id, seq from customer where id = any(?::uuid[])")
                .params((Object) ids(customers, id -> id))
                .query((row, number) -> ages.put(new CustomerId(row.getObject("id", UUID.class)), row.getLong("seq")))
                .list();
        return ages;
    }

    void addEdges(Collection<Edge> edges) {
        jdbc.sql("""
                insert into identity_edge (left_system, left_key, right_system, right_key, rule, evidence, decided_by)
                select *, 'rule' from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """)
                .param(texts(edges, edge -> edge.left().system()))
                .param(texts(edges, edge -> edge.left().key()))
                .param(texts(edges, edge -> edge.right().system()))
                .param(texts(edges, edge -> edge.right().key()))
                .param(texts(edges, edge -> edge.agreement().rule().name()))
                .param(texts(edges, edge -> edge.agreement().evidence()))
                .update();
    }

    private void saveKeys(List<Member> members) {
        var keys = members.stream()
                .flatMap(member -> member.features().matchKeys().sorted().map(key -> new String[]{
                        member.source().system(), member.source().key(), key}))
                .toList();
        jdbc.sql("""
                delete from match_key k using unnest(?::text[], ?::text[]) as m(system, key)
                where k.system = m.system and k.record_key = m.key
                  and (k.system, k.record_key, k.key) not in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .param(texts(members, member -> member.source().system()))
                .param(texts(members, member -> member.source().key()))
                .params(texts(keys, key -> key[0]), texts(keys, key -> key[1]), texts(keys, key -> key[2]))
                .update();
        jdbc.sql("""
                insert into match_key (system, record_key, key) select * from unnest(?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """)
                .params(texts(keys, key -> key[0]), texts(keys, key -> key[1]), texts(keys, key -> key[2]))
                .update();
    }

    private static Map<SourceRef, Member> index(List<Member> members) {
        return members.stream().collect(Collectors.toMap(Member::source, member -> member));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        var source = new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key"));
        var contacts = texts(row.getArray("keys")).stream()
                .filter(key -> !key.startsWith("id:"))
                .collect(Collectors.toUnmodifiableSet());
        var features = new Features(source, row.getBoolean("thin"), Features.kind(row.getString("kind")),
                orEmpty(row.getString("name")), row.getObject("birth_date", LocalDate.class), contacts,
                Set.copyOf(texts(row.getArray("identifiers"))));
        return new Member(features, new CustomerId(row.getObject("customer_id", UUID.class)),
                new CustomerId(row.getObject("own_id", UUID.class)), row.getBoolean("seen"));
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String joined(Set<String> texts) {
        return texts.isEmpty() ? null : texts.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> UUID[] ids(Collection<T> rows, Function<T, CustomerId> column) {
        return rows.stream().map(column).map(CustomerId::value).toArray(UUID[]::new);
    }

    /** Why two records are one customer; the smaller reference stands left. */
    record Edge(SourceRef left, SourceRef right, Matcher.Agreement agreement) {

        static Edge between(SourceRef one, SourceRef other, Matcher.Agreement agreement) {
            return one.compareTo(other) < 0 ? new Edge(one, other, agreement) : new Edge(other, one, agreement);
        }
    }
}
