package io.casehub.identity;

import io.casehub.identity.Filing.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Who is filed under these keys. */
    Blocks blocks(Collection<Long> keys) {
        var blocks = new Blocks(new HashMap<>(), new HashSet<>());
        jdbc.sql("select key, members from block where key = any(?::bigint[])")
                .param(keys.stream().sorted().toArray(Long[]::new))
                .query(row -> {
                    long key = row.getLong(1);
                    var members = List.of((Long[]) row.getArray(2).getArray());
                    if (members.isEmpty()) {
                        blocks.crowded.add(key);
                    } else {
                        blocks.holders.put(key, new ArrayList<>(members));
                    }
                });
        return blocks;
    }

    /** From now on these keys tell nobody apart. */
    void crowd(Collection<Long> keys) {
        jdbc.sql("""
                insert into block (key, members) select key, '{}' from unnest(?::bigint[]) key order by key
                on conflict (key) do update set members = '{}'
                """).param(keys.toArray(Long[]::new)).update();
    }

    /**
     * Files members under keys that nobody had; except that a hub before this one filed everybody under
     * all his keys.
     */
    void add(Map<Long, List<Long>> blocks) {
        if (!blocks.isEmpty()) {
            var keys = sorted(blocks);
            jdbc.sql("""
                    insert into block as b (key, members)
                    select key, members::bigint[] from unnest(?::bigint[], ?::text[]) as fresh(key, members)
                    on conflict (key) do update set members = case b.members when '{}' then b.members
                        else array(select distinct m from unnest(b.members || excluded.members) m) end
                    """).params(keys, members(keys, blocks)).update();
        }
    }

    /** Files members beside those who have these keys already. */
    void join(Map<Long, List<Long>> blocks) {
        if (!blocks.isEmpty()) {
            var keys = sorted(blocks);
            // asked by all keys at once, for one by one costs twice as much
            jdbc.sql("""
                    update block b set members = b.members || more.members::bigint[]
                    from unnest(?::bigint[], ?::text[]) as more(key, members)
                    where b.key = more.key and b.key = any(?::bigint[])
                    """).params(keys, members(keys, blocks), keys).update();
        }
    }

    private static Long[] sorted(Map<Long, List<Long>> blocks) {
        return blocks.keySet().stream().sorted().toArray(Long[]::new);
    }

    private static String[] members(Long[] keys, Map<Long, List<Long>> blocks) {
        return Stream.of(keys).map(key -> Objects.requireNonNull(blocks.get(key)).stream().map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"))).toArray(String[]::new);
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
     * Who is filed under some keys.
     *
     * @param holders by key; none of a key that nobody is filed under
     * @param crowded keys that too many have
     */
    record Blocks(Map<Long, List<Long>> holders, Set<Long> crowded) {}
}
