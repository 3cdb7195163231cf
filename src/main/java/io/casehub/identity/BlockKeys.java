package io.casehub.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of blocking keys: who is compared with whom at all. A key that too many have says
 * nothing: it is kept as crowded, and nobody is filed under it any more.
 */
@Component
class BlockKeys {

    /** Stands in the table instead of the members who have a crowded key; members count from one. */
    private static final long CROWD = 0;

    private final JdbcClient jdbc;

    BlockKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is filed under these keys. */
    Blocks blocks(Collection<Long> keys) {
        var blocks = new Blocks(new HashMap<>(), new HashSet<>());
        jdbc.sql("select key, member from block_key where key = any(?::bigint[])")
                .param(keys.stream().sorted().toArray(Long[]::new))
                .query(row -> {
                    if (row.getLong(2) == CROWD) {
                        blocks.crowded.add(row.getLong(1));
                    } else {
                        blocks.holders.computeIfAbsent(row.getLong(1), any -> new ArrayList<>(1)).add(row.getLong(2));
                    }
                });
        blocks.holders.keySet().removeAll(blocks.crowded);
        return blocks;
    }

    /** From now on these keys tell nobody apart. */
    void crowd(Collection<Long> keys) {
        var crowded = keys.toArray(Long[]::new);
        jdbc.sql("delete from block_key where key = any(?::bigint[])").param(crowded).update();
        jdbc.sql("insert into block_key (key, member) select key, ? from unnest(?::bigint[]) key order by key "
                + "on conflict do nothing")
                .params(CROWD, crowded).update();
    }

    /** Must come before the members are written: the keys that they had stand with them. */
    void replace(List<Member> members) {
        var keys = members.stream().flatMap(member -> LongStream.of(member.keys()).boxed()).toArray(Long[]::new);
        var holders = members.stream()
                .flatMap(member -> LongStream.of(member.keys()).mapToObj(key -> member.id())).toArray(Long[]::new);
        jdbc.sql("""
                with had as (
                    select m.id as member, old.key from member m cross join unnest(m.keys) old(key)
                    where m.id = any(:members::bigint[])
                ), has as (
                    select * from unnest(:holders::bigint[], :keys::bigint[]) as now(member, key)
                ), gone as (
                    delete from block_key b using (select * from had except select * from has) g
                    where b.key = g.key and b.member = g.member)
                insert into block_key (member, key) select * from (select * from has except select * from had) fresh
                order by key
                on conflict do nothing
                """)
                .param("members", members.stream().map(Member::id).toArray(Long[]::new))
                .param("holders", holders).param("keys", keys)
                .update();
    }

    /**
     * Who is filed under some keys.
     *
     * @param holders by key; none of a key that nobody is filed under
     * @param crowded keys that too many have
     */
    record Blocks(Map<Long, List<Long>> holders, Set<Long> crowded) {}
}
