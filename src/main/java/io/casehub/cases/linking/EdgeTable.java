package io.casehub.cases.linking;

import static io.casehub.cases.linking.ItemTable.texts;

import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of edges. What no longer holds is withdrawn and kept. */
@Component
class EdgeTable {

    private final JdbcClient jdbc;

    EdgeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds edges; one that stands already stays as it is. */
    void add(Collection<Edge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into case_edge (id, system, entity, key, other_system, other_entity, other_key, rule, verdict,
                                       careful, anchor, evidence, decision_id)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::uuid[])
                on conflict do nothing
                """)
                .params(edges.stream().map(Edge::id).toArray(UUID[]::new), texts(edges, e -> e.from().system()),
                        texts(edges, e -> e.from().entity().word()), texts(edges, e -> e.from().key()),
                        texts(edges, e -> e.to().system()), texts(edges, e -> e.to().entity().word()),
                        texts(edges, e -> e.to().key()), texts(edges, e -> e.rule().word()),
                        texts(edges, e -> e.verdict().word()),
                        edges.stream().map(Edge::isCareful).toArray(Boolean[]::new), texts(edges, Edge::anchor),
                        texts(edges, Edge::evidence), edges.stream().map(Edge::decision).toArray(UUID[]::new))
                .update();
    }

    void withdraw(Collection<UUID> edges, @Nullable UUID decision) {
        jdbc.sql("update case_edge set withdrawn_at = now(), withdrawn_with = ? where id = any(?::uuid[])")
                .params(decision, edges.toArray(UUID[]::new))
                .update();
    }

    /** Takes a decision back: its edges are withdrawn, and those it withdrew hold again. */
    Set<SourceRef> undo(UUID decision) {
        var touched = new HashSet<SourceRef>();
        for (var statement : List.of(
                "update case_edge set withdrawn_at = now() where decision_id = ? and withdrawn_at is null returning *",
                "update case_edge set withdrawn_at = null, withdrawn_with = null where withdrawn_with = ? returning *")) {
            jdbc.sql(statement).param(decision).query(EdgeTable::edge).list()
                    .forEach(edge -> touched.addAll(List.of(edge.from(), edge.to())));
        }
        return touched;
    }

    /** The edges that hold and have an end among these records. */
    List<Edge> at(Collection<SourceRef> records) {
        return jdbc
                .sql("""
                        with given as (select * from unnest(:systems::text[], :entities::text[], :keys::text[]) as g(s, e, k))
                        select * from case_edge where withdrawn_at is null and (system, entity, key) in (select s, e, k from given)
                        union
                        select * from case_edge
                        where withdrawn_at is null and (other_system, other_entity, other_key) in (select s, e, k from given)
                        """)
                .param("systems", texts(records, SourceRef::system))
                .param("entities", texts(records, record -> record.entity().word()))
                .param("keys", texts(records, SourceRef::key))
                .query(EdgeTable::edge).list();
    }

    Optional<Edge> find(UUID id) {
        return jdbc.sql("select * from case_edge where id = ? and withdrawn_at is null").param(id)
                .query(EdgeTable::edge).optional();
    }

    /** What awaits somebody's word, oldest first. */
    List<Edge> suggested(@Nullable UUID behind, int limit) {
        return jdbc.sql("""
                select * from case_edge e
                where withdrawn_at is null and verdict = 'suggest'
                  and (:behind::uuid is null or (at, id) > (select b.at, b.id from case_edge b where b.id = :behind))
                order by at, id limit :limit
                """)
                .param("behind", behind)
                .param("limit", limit)
                .query(EdgeTable::edge).list();
    }

    private static Edge edge(ResultSet row, int number) throws SQLException {
        return new Edge(row.getObject("id", UUID.class), ItemTable.source(row, number),
                SourceRef.of(row.getString("other_system"), row.getString("other_entity"), row.getString("other_key")),
                CodeWord.of(Rule.class, row.getString("rule")), CodeWord.of(Verdict.class, row.getString("verdict")),
                row.getBoolean("careful"), row.getString("anchor"), row.getString("evidence"),
                row.getObject("decision_id", UUID.class));
    }
}
