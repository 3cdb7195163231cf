package io.casehub.view.search;

import io.casehub.cases.HubCase;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of what cases are searched by beside their words. Statements take many, in the order of
 * ids.
 */
@Component
class CaseTable {

    private final JdbcClient jdbc;

    CaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param cases each once */
    void save(Collection<HubCase> cases) {
        var sorted = cases.stream().sorted((one, other) -> one.id().compareTo(other.id())).toList();
        jdbc.sql("""
                insert into search_case (id, customer_id, status) select * from unnest(?::uuid[], ?::uuid[], ?::text[])
                on conflict (id) do update set customer_id = excluded.customer_id, status = excluded.status
                where (search_case.customer_id, search_case.status)
                      is distinct from (excluded.customer_id, excluded.status)
                """)
                .params(sorted.stream().map(hub -> hub.id().value()).toArray(UUID[]::new),
                        sorted.stream().map(hub -> hub.customer() == null ? null : hub.customer().value())
                                .toArray(UUID[]::new),
                        sorted.stream().map(hub -> hub.status().word()).toArray(String[]::new))
                .update();
    }

    /** Lets cases lead on to others, and with them what led to them before. */
    void retire(Map<CaseId, CaseId> merged) {
        var pairs = merged.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        // one by one: with both in one condition no index is of use
        List.of("id", "merged_into").forEach(column -> jdbc.sql("""
                update search_case c set merged_into = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id) where c.%s = pair.from_id
                """.formatted(column))
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .update());
    }

    void revive(Collection<CaseId> cases) {
        jdbc.sql("update search_case set merged_into = null where id = any(?::uuid[])")
                .param(cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    void merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        jdbc.sql("""
                update search_case c set customer_id = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id) where c.customer_id = pair.from_id
                """)
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .update();
    }
}
