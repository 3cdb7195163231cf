package io.casehub.cases;

import io.casehub.cases.Decision.Kind;
import io.casehub.model.CaseId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what people decided on what is one case. */
@Component
class DecisionTable {

    private final JdbcClient jdbc;

    DecisionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, Kind kind, CaseId about, String actor, @Nullable String reason, Instant at) {
        jdbc.sql("insert into case_decision (id, kind, case_id, actor, reason, at) values (?, ?, ?, ?, ?, ?)")
                .params(id, kind.word(), about.value(), actor, reason, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Marks it as taken back; empty where there is none, or somebody did before. */
    Optional<CaseId> undo(UUID id, String actor, Instant at) {
        return jdbc.sql("""
                update case_decision set undone_at = ?, undone_by = ? where id = ? and undone_at is null
                returning case_id
                """)
                .params(at.atOffset(ZoneOffset.UTC), actor, id)
                .query(UUID.class).optional().map(CaseId::new);
    }
}
