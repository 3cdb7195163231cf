package io.casehub.cases.linking;

import io.casehub.model.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of orders, invoices and parcels, by the numbers they go by. */
@Component
class PaperTable {

    private final JdbcClient jdbc;

    PaperTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes papers and answers those that are new or became others. */
    List<Paper> save(Collection<Paper> papers) {
        var sorted = papers.stream()
                .collect(Collectors.toMap(Paper::source, Function.identity(), (first, last) -> last, TreeMap::new))
                .values();
        var changed = Set.copyOf(jdbc.sql("""
                insert into case_paper (system, entity, key, customer_id, names, anchor)
                select system, entity, key, customer, names::text[], anchor
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[])
                     as n(system, entity, key, customer, names, anchor)
                on conflict (system, entity, key) do update
                set customer_id = excluded.customer_id, names = excluded.names, anchor = excluded.anchor
                where (case_paper.customer_id, case_paper.names, case_paper.anchor)
                      is distinct from (excluded.customer_id, excluded.names, excluded.anchor)
                returning system, entity, key
                """)
                .params(ItemTable.texts(sorted, paper -> paper.source().system()),
                        ItemTable.texts(sorted, paper -> paper.source().entity().word()),
                        ItemTable.texts(sorted, paper -> paper.source().key()),
                        sorted.stream().map(paper -> paper.customer().value()).toArray(UUID[]::new),
                        ItemTable.texts(sorted, paper -> ItemTable.array(paper.names())),
                        ItemTable.texts(sorted, Paper::anchor))
                .query(ItemTable::source).list());
        return sorted.stream().filter(paper -> changed.contains(paper.source())).toList();
    }

    /** Gives everything of retired customers to those they led to, and answers it. */
    List<Paper> merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        return jdbc.sql("""
                update case_paper p set customer_id = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id)
                where p.customer_id = pair.from_id
                returning p.*
                """)
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .query(PaperTable::paper).list();
    }

    Map<CustomerId, List<Paper>> of(Collection<CustomerId> customers) {
        return jdbc.sql("select * from case_paper where customer_id = any(?::uuid[]) order by system, entity, key")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(PaperTable::paper).list().stream().collect(Collectors.groupingBy(Paper::customer));
    }

    private static Paper paper(ResultSet row, int number) throws SQLException {
        return new Paper(ItemTable.source(row, number), new CustomerId(row.getObject("customer_id", UUID.class)),
                ItemTable.set(row, "names"), row.getString("anchor"));
    }
}
