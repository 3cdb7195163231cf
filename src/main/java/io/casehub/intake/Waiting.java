package io.casehub.intake;

import io.casehub.model.Entity;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of interactions whose source case has yet to arrive. */
@Component
class Waiting {

    private final JdbcClient jdbc;

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Interaction said, SourceRef expected) {
        jdbc.sql("""
                insert into interaction_waiting (system, key, case_system, case_key) values (?, ?, ?, ?)
                on conflict (system, key) do update
                set case_system = excluded.case_system, case_key = excluded.case_key
                """)
                .params(said.source().system(), said.source().key(), expected.system(), expected.key())
                .update();
    }

    /** Those that wait for one of these cases wait no more. */
    List<SourceRef> take(Collection<SourceRef> arrived) {
        if (arrived.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                delete from interaction_waiting
                where (case_system, case_key) in (select * from unnest(?::text[], ?::text[]))
                returning system, key
                """)
                .params(arrived.stream().map(SourceRef::system).toArray(String[]::new),
                        arrived.stream().map(SourceRef::key).toArray(String[]::new))
                .query((row, number) -> new SourceRef(row.getString("system"), Entity.INTERACTION,
                        row.getString("key")))
                .list();
    }
}
