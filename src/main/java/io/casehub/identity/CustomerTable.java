package io.casehub.identity;

import io.casehub.model.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of customers there ever were. An id that was given out once answers for ever. */
@Component
class CustomerTable {

    private final JdbcClient jdbc;

    CustomerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param ways new ids in their order, each with where it leads: to itself, as a customer of its own
     */
    void add(SequencedMap<CustomerId, CustomerId> ways) {
        jdbc.sql("""
                insert into customer (id, merged_into)
                select id, nullif(into_id, id) from unnest(?::uuid[], ?::uuid[]) as way(id, into_id)
                """)
                .params(Members.ids(ways.sequencedKeySet(), id -> id), Members.ids(ways.sequencedValues(), id -> id))
                .update();
    }

    /** The order in which customers came to be; the oldest survives a merge. */
    Map<CustomerId, Long> ages(Collection<CustomerId> customers) {
        var ages = new HashMap<CustomerId, Long>();
        jdbc.sql("select id, seq from customer where id = any(?::uuid[])")
                .params((Object) Members.ids(customers, id -> id))
                .query((row, number) -> ages.put(new CustomerId(row.getObject("id", UUID.class)), row.getLong("seq")))
                .list();
        return ages;
    }

    /** Notes where ids lead now; one that leads to itself is a customer again. */
    void lead(Map<CustomerId, CustomerId> ways) {
        if (ways.isEmpty()) {
            return;
        }
        var pairs = List.copyOf(ways.entrySet());
        jdbc.sql("""
                with way as (select * from unnest(?::uuid[], ?::uuid[]) as p(from_id, into_id))
                update customer set merged_into = nullif(into_id, id) from way
                where id = from_id and merged_into is distinct from nullif(into_id, id)
                """)
                .params(Members.ids(pairs, Map.Entry::getKey), Members.ids(pairs, Map.Entry::getValue))
                .update();
    }
}
