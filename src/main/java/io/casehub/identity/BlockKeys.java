package io.casehub.identity;

import io.casehub.identity.Filing.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of blocking keys: who is compared with whom at all. A key that too many have says
 * nothing: it is kept as crowded, with nobody, and nobody is filed under it any more.
 */
@Component
class BlockKeys {

    private final JdbcClient jdbc;

    BlockKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is filed under these keys; nothing of a key under which nobody ever was. */
    List<Filed> blocks(long[] keys) {
        return keys.length == 0
                ? List.of()
                : jdbc.sql("select key, members from block where key = any(?::bigint[])").param(keys)
                        .query(BlockKeys::filed).list();
    }

    private static Filed filed(ResultSet row, int number) throws SQLException {
        return new Filed(row.getLong("key"), unboxed((Long[]) row.getArray("members").getArray()));
    }

    private static long[] unboxed(Long[] members) {
        return Stream.of(members).mapToLong(member -> member).toArray();
    }

    /** From now on these keys tell nobody apart. */
    void crowd(Collection<Long> keys) {
        jdbc.sql("""
                insert into block (key, members) select key, '{}' from unnest(?::bigint[]) key order by key
                on conflict (key) do update set members = '{}'
                """).param(keys.toArray(Long[]::new)).update();
    }

    /**
     * Files members who have never been filed, unless under a crowded key, and answers who is there
     * now. To write at once costs less than to look first: a key that is new is a row anyway.
     */
    List<Filed> file(List<Filed> newcomers) {
        return newcomers.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        insert into block as b (key, members)
                        select key, members::bigint[] from unnest(?::bigint[], ?::text[]) as fresh(key, members)
                        on conflict (key) do update set members = b.members || excluded.members
                        where b.members <> '{}' returning key, members
                        """).params(keys(newcomers), Members.texts(newcomers, Filed::list)).query(BlockKeys::filed)
                        .list();
    }

    /**
     * Files members where they may have been filed before; a hub before this one filed everybody under
     * all his keys.
     */
    void add(List<Filed> members) {
        if (!members.isEmpty()) {
            jdbc.sql("""
                    insert into block as b (key, members)
                    select key, members::bigint[] from unnest(?::bigint[], ?::text[]) as more(key, members)
                    on conflict (key) do update
                    set members = array(select distinct m from unnest(b.members || excluded.members) m)
                    where b.members <> '{}'
                    """).params(keys(members), Members.texts(members, Filed::list)).update();
        }
    }

    private static long[] keys(List<Filed> blocks) {
        return blocks.stream().mapToLong(Filed::key).toArray();
    }

    /** A key that nobody has any more is forgotten; a crowded one stays so. */
    void remove(List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.sql("""
                    with gone as materialized (
                        select key, array_agg(member) as members
                        from unnest(?::bigint[], ?::bigint[]) as r(key, member) group by key
                    ), emptied as (
                        delete from block b using gone g
                        where b.key = g.key and b.members <> '{}' and b.members <@ g.members)
                    update block b set members = array(select m from unnest(b.members) m where m <> all(g.members))
                    from gone g where b.key = g.key and b.members && g.members and not b.members <@ g.members
                    """).params(rows.stream().map(Row::key).toArray(Long[]::new),
                    rows.stream().map(Row::member).toArray(Long[]::new)).update();
        }
    }

    /**
     * Who is filed under a key.
     *
     * @param members by their ids; nobody where too many have the key
     */
    @SuppressWarnings("ArrayRecordComponent") // of numbers, and never compared
    record Filed(long key, long[] members) {

        /** As PostgreSQL writes a list. */
        private String list() {
            return members.length == 1
                    ? "{" + members[0] + "}"
                    : LongStream.of(members).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }
}
