package io.casehub.cases;

import io.casehub.model.CaseId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what agents wrote on cases. */
@Component
class Comments {

    private final JdbcClient jdbc;

    Comments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId to, CaseComment comment) {
        jdbc.sql("insert into case_comment (id, case_id, at, author, visibility, text) values (?, ?, ?, ?, ?, ?)")
                .params(comment.id(), to.value(), comment.at().atOffset(ZoneOffset.UTC), comment.author(),
                        comment.isInternal() ? "internal" : "customer", comment.text())
                .update();
    }

    List<CaseComment> of(Collection<CaseId> ids) {
        return jdbc.sql("select * from case_comment where case_id = any(?::uuid[]) order by at, id")
                .params((Object) CaseStore.ids(ids, id -> id))
                .query((row, number) -> new CaseComment(row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("author"),
                        row.getString("visibility").equals("internal"), row.getString("text")))
                .list();
    }
}
