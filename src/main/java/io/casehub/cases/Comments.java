package io.casehub.cases;

import io.casehub.model.CaseId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what agents wrote on cases. */
@Component
class Comments {

    /** What stands where a text was. */
    private static final String ERASED = "[erased]";

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

    /** Takes the texts away and leaves that there were some; says how many. */
    int erase(CaseId id) {
        return jdbc.sql("update case_comment set text = ? where case_id = ? and text <> ?")
                .params(ERASED, id.value(), ERASED)
                .update();
    }

    List<CaseComment> of(CaseId id) {
        return jdbc.sql("select * from case_comment where case_id = ? order by at, id")
                .param(id.value())
                .query((row, number) -> new CaseComment(row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("author"),
                        row.getString("visibility").equals("internal"), row.getString("text")))
                .list();
    }
}
