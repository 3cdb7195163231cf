package io.casehub.identity;

import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of members and their contacts. Every statement takes a whole page.
 */
@Component
class Members {

    private static final int LOCK_CLASS = 0x1DE;
    private static final int LOCKS = 1024;

    private static final String MEMBERS = """
            select m.id, m.system, m.key, m.customer_id, m.own_id, m.thin, m.name, m.profile, m.keys,
                   array(select k.key from match_key k where k.system = m.system and k.record_key = m.key) as contacts
            from member m
            """;

    private final JdbcClient jdbc;
    private final NameTable names;

    Members(JdbcClient jdbc, NameTable names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    /**
     * Keeps everybody else away from what has these locks until the transaction ends, so that two nodes
     * cannot both make a customer of one person. What the transaction asks from here on is planned for
     * the tables as they are: in a first load they outgrow any plan that was made when they were small.
     */
    void lock(Collection<Integer> locks) {
        jdbc.sql("""
                select set_config('plan_cache_mode', 'force_custom_plan', true), count(pg_advisory_xact_lock(?, lock))
                from unnest(?::int[]) lock
                """)
                .params(LOCK_CLASS, locks.stream().sorted().toArray(Integer[]::new))
                .query((row, number) -> row.getLong("count"))
                .single();
    }

    /**
     * The locks of what has to be kept still: a thousand, for the server's table of locks is small. Who
     * needs most of them takes them all, for he will need more of them before he is done.
     */
    static Set<Integer> slots(IntStream hashes) {
        var slots = hashes.map(hash -> Math.floorMod(hash, LOCKS)).boxed()
                .collect(Collectors.toCollection(HashSet::new));
        return slots.size() <= LOCKS / 2
                ? slots
                : IntStream.range(0, LOCKS).boxed().collect(Collectors.toCollection(HashSet::new));
    }

    List<Long> newIds(int count) {
        return jdbc.sql("select nextval('member_id') from generate_series(1, ?)").param(count).query(Long.class).list();
    }

    Map<SourceRef, Member> find(Collection<SourceRef> records) {
        return jdbc.sql(MEMBERS + "where (m.system, m.key) in (select * from unnest(?::text[], ?::text[]))")
                .params(texts(records, SourceRef::system), texts(records, SourceRef::key))
                .query(Members::member)
                .list()
                .stream()
                .collect(Collectors.toMap(Member::source, member -> member));
    }

    /**
     * The records behind one, by their ids.
     *
     * @param isOldOnly only those that have arrived and whose normal form an older hub did not keep
     */
    SortedMap<Long, SourceRef> refs(long behind, int limit, boolean isOldOnly) {
        var refs = new TreeMap<Long, SourceRef>();
        jdbc.sql("""
                select id, system, key from member where id > ? and seen and (profile is null or not ?)
                order by id limit ?
                """).params(behind, isOldOnly, limit).query(row -> {
            refs.put(row.getLong(1), new SourceRef(row.getString(2), Entity.CUSTOMER, row.getString(3)));
        });
        return refs;
    }

    List<Member> of(Collection<CustomerId> customers) {
        return customers.isEmpty()
                ? List.of()
                : jdbc.sql(MEMBERS + "where m.customer_id = any(?::uuid[])").params((Object) ids(customers, id -> id))
                        .query(Members::member).list();
    }

    List<Member> byIds(Collection<Long> members) {
        return members.isEmpty()
                ? List.of()
                : jdbc.sql(MEMBERS + "where m.id = any(?::bigint[])").params((Object) members.toArray(Long[]::new))
                        .query(Members::member).list();
    }

    /** These members, and all who are one customer with them. */
    List<Member> families(Collection<Long> of) {
        return of.isEmpty()
                ? List.of()
                : jdbc.sql(MEMBERS + """
                        where m.customer_id = any(array(select customer_id from member where id = any(?::bigint[])))
                        """).params((Object) of.toArray(Long[]::new)).query(Members::member).list();
    }

    /**
     * Who has one of these contacts.
     *
     * @param most a contact that more have than this is nobody's own
     * @param isThinOnly only thin records, instead of everybody
     */
    List<Member> reachedBy(Set<String> contacts, int most, boolean isThinOnly) {
        return contacts.isEmpty()
                ? List.of()
                : jdbc.sql(MEMBERS + """
                        where (m.system, m.key) in (
                            select unnest(met.systems), unnest(met.records)
                            from unnest(?::text[]) wanted(contact) cross join lateral (
                                select array_agg(k.system) as systems, array_agg(k.record_key) as records from (
                                    select * from match_key where match_key.key = wanted.contact limit ?) k) met
                            where cardinality(met.systems) <= ?)
                        and (m.thin or not ?)
                        """).params(contacts.toArray(String[]::new), most + 1, most, isThinOnly).query(Members::member)
                        .list();
    }

    /**
     * Writes members as they now are, with their contacts.
     *
     * @param known those that were there before, perhaps with other contacts
     */
    void save(Collection<Member> members, Collection<Member> known) {
        var sorted = members.stream().sorted((a, b) -> a.source().compareTo(b.source())).toList();
        jdbc.sql("""
                insert into member (id, system, key, customer_id, own_id, seen, thin, kind, name, profile, keys)
                select id, system, key, customer_id, own_id, profile is not null, thin, kind, name, profile,
                       coalesce(string_to_array(keys, ',')::bigint[], '{}')
                from unnest(?::bigint[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::boolean[], ?::text[],
                            ?::text[], ?::text[], ?::text[])
                     as m(id, system, key, customer_id, own_id, thin, kind, name, profile, keys)
                on conflict (system, key) do update
                set customer_id = excluded.customer_id, own_id = excluded.own_id, seen = excluded.seen,
                    thin = excluded.thin, kind = excluded.kind, name = excluded.name, profile = excluded.profile,
                    keys = excluded.keys
                """)
                .params(sorted.stream().map(Member::id).toArray(Long[]::new),
                        texts(sorted, member -> member.source().system()),
                        texts(sorted, member -> member.source().key()), ids(sorted, Member::customer),
                        ids(sorted, Member::own), sorted.stream().map(Member::thin).toArray(Boolean[]::new),
                        texts(sorted, Members::kind), texts(sorted, Member::name),
                        sorted.parallelStream().map(Members::profile).toArray(String[]::new),
                        texts(sorted, Members::keys))
                .update();
        leaveContacts(known);
        saveContacts(sorted);
        names.save(sorted);
    }

    /** Puts members with another customer; what they say stays as it is. */
    void move(Map<Long, CustomerId> customers) {
        var moves = List.copyOf(customers.entrySet());
        jdbc.sql("""
                update member set customer_id = m.customer_id
                from unnest(?::bigint[], ?::uuid[]) as m(id, customer_id) where member.id = m.id
                """)
                .params(moves.stream().map(Map.Entry::getKey).toArray(Long[]::new), ids(moves, Map.Entry::getValue))
                .update();
    }

    private void leaveContacts(Collection<Member> known) {
        if (known.isEmpty()) {
            return;
        }
        var contacts = contacts(known);
        jdbc.sql("""
                delete from match_key k using unnest(?::text[], ?::text[]) as m(system, key)
                where k.system = m.system and k.record_key = m.key
                  and (k.system, k.record_key, k.key) not in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(texts(known, member -> member.source().system()), texts(known, member -> member.source().key()),
                        texts(contacts, contact -> contact[0]), texts(contacts, contact -> contact[1]),
                        texts(contacts, contact -> contact[2]))
                .update();
    }

    private static List<String[]> contacts(Collection<Member> members) {
        return members.stream()
                .flatMap(member -> member.contacts().stream().sorted().map(contact -> new String[]{
                        member.source().system(), member.source().key(), contact}))
                .toList();
    }

    private void saveContacts(List<Member> members) {
        var contacts = contacts(members);
        jdbc.sql("""
                insert into match_key (system, record_key, key) select * from unnest(?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """)
                .params(texts(contacts, contact -> contact[0]), texts(contacts, contact -> contact[1]),
                        texts(contacts, contact -> contact[2]))
                .update();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        var profile = row.getString("profile");
        return new Member(row.getLong("id"),
                new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")), row.getBoolean("thin"),
                Objects.requireNonNullElse(row.getString("name"), ""),
                profile == null ? null : NormalForm.stored(profile),
                Set.of((String[]) row.getArray("contacts").getArray()),
                Stream.of((Long[]) row.getArray("keys").getArray()).mapToLong(key -> key).toArray(),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                new CustomerId(row.getObject("own_id", UUID.class)));
    }

    private static @Nullable String kind(Member member) {
        return member.profile() == null ? null : member.profile().kind().word();
    }

    private static @Nullable String profile(Member member) {
        return member.form() == null ? null : member.form().text();
    }

    private static @Nullable String keys(Member member) {
        return member.keys().length == 0
                ? null
                : LongStream.of(member.keys()).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> UUID[] ids(Collection<T> rows, Function<T, CustomerId> column) {
        return rows.stream().map(column).map(CustomerId::value).toArray(UUID[]::new);
    }
}
