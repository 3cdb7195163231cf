package io.casehub.cases;

import io.casehub.model.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what agents wrote on cases. */
@Component
public class Comments {

    /** What stands where a text was. */
    private static final String ERASED = "[erased]";

    private final JdbcClient jdbc;

    Comments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId to, CaseComment comment) {
        jdbc.sql("""
                insert into case_comment (id, case_id, at, author, visibility, text, in_reply_to, mentions)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(comment.id(), to.value(), comment.at().atOffset(ZoneOffset.UTC), comment.author(),
                        comment.isInternal() ? "internal" : "customer", comment.text(), comment.inReplyTo(),
                        comment.mentions().toArray(String[]::new))
                .update();
    }

    boolean has(Collection<CaseId> ids, UUID comment) {
        return jdbc.sql("select exists (select 1 from case_comment where case_id = any(?::uuid[]) and id = ?)")
                .params(CaseStore.ids(ids, id -> id), comment)
                .query(Boolean.class)
                .single();
    }

    /** Takes the texts away and leaves that there were some; says how many. */
    int erase(CaseId id) {
        return jdbc.sql("update case_comment set text = ? where case_id = ? and text <> ?")
                .params(ERASED, id.value(), ERASED)
                .update();
    }

    List<CaseComment> of(Collection<CaseId> ids) {
        return jdbc.sql("select * from case_comment where case_id = any(?::uuid[]) order by at, id")
                .params((Object) CaseStore.ids(ids, id -> id))
                .query(Comments::comment)
                .list();
    }

    /** The last that somebody here wrote on each of these cases and that is still there. */
    Map<CaseId, CaseComment> last(Collection<CaseId> ids) {
        return jdbc
                .sql("""
                        select c.* from unnest(?::uuid[]) as asked(id)
                        cross join lateral (
                            select * from case_comment
                            where case_id = asked.id and author not like 'customer:%' and author not like 'partner:%' and text <> ?
                            order by at desc, id desc limit 1) c
                        """)
                .params(CaseStore.ids(ids, id -> id), ERASED)
                .query((row, number) -> Map.entry(new CaseId(row.getObject("case_id", UUID.class)),
                        comment(row, number)))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CaseComment comment(ResultSet row, int number) throws SQLException {
        return new CaseComment(row.getObject("id", UUID.class), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("author"), row.getString("visibility").equals("internal"), row.getString("text"),
                row.getObject("in_reply_to", UUID.class), List.of((String[]) row.getArray("mentions").getArray()));
    }
}
