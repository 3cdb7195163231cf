package io.casehub.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of blocking keys: who is compared with whom at all. */
@Component
class BlockKeys {

    private final JdbcClient jdbc;

    BlockKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The members who have these keys.
     *
     * @param most that are looked for of each key
     */
    Map<Long, Set<Long>> holders(Collection<Long> keys, int most) {
        var holders = new HashMap<Long, Set<Long>>();
        jdbc.sql("""
                select wanted.key, met.member from unnest(?::bigint[]) wanted(key) cross join lateral (
                    select member from block_key where block_key.key = wanted.key limit ?) met
                """).params(keys.toArray(Long[]::new), most)
                .query(row -> {
                    holders.computeIfAbsent(row.getLong(1), any -> new HashSet<>()).add(row.getLong(2));
                });
        return holders;
    }

    /** Must come before the members are written: the keys that they had stand with them. */
    void replace(List<Member> members) {
        var keys = members.stream().flatMap(member -> LongStream.of(member.keys()).boxed()).toArray(Long[]::new);
        var holders = members.stream()
                .flatMap(member -> LongStream.of(member.keys()).mapToObj(key -> member.id())).toArray(Long[]::new);
        jdbc.sql("""
                delete from block_key b using (
                    select m.id, old.key from member m cross join unnest(m.keys) old(key)
                    where m.id = any(?::bigint[])
                    except select * from unnest(?::bigint[], ?::bigint[])
                ) gone where b.key = gone.key and b.member = gone.id
                """)
                .params(members.stream().map(Member::id).toArray(Long[]::new), holders, keys)
                .update();
        jdbc.sql("insert into block_key (member, key) select * from unnest(?::bigint[], ?::bigint[]) "
                + "order by 2 on conflict do nothing").params(holders, keys).update();
    }
}
