package io.casehub.intake;

import io.casehub.model.CaseId;
import io.casehub.model.Email;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of how comments are to be sent as mails. Whoever holds a case prepares one, and the
 * next comment on that case is written by it.
 */
@Component
class ReplyTable {

    private final JdbcClient jdbc;

    ReplyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void prepare(CaseId id, Reply reply, List<String> recipients) {
        jdbc.sql("""
                insert into mail_reply (id, case_id, recipients, copied, subject, documents, quotes, internal)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(UUID.randomUUID(), id.value(), recipients.toArray(String[]::new),
                        reply.copied().toArray(String[]::new), reply.subject(), reply.documents().toArray(UUID[]::new),
                        reply.quotes(), reply.isInternal())
                .update();
    }

    /**
     * What was prepared is this comment's; empty where nothing was, and it is a comment like others.
     */
    Optional<Reply> take(CaseId id, UUID comment, String text) {
        return jdbc.sql("update mail_reply set comment_id = ? where case_id = ? and comment_id is null returning *")
                .params(comment, id.value()).query((row, number) -> reply(row, text)).optional();
    }

    /** Nothing was written by it: the same was written before. */
    void drop(CaseId id) {
        jdbc.sql("delete from mail_reply where case_id = ? and comment_id is null").param(id.value()).update();
    }

    /** To whom they went, and of what; that they went stays. */
    void erase(Collection<CaseId> cases) {
        jdbc.sql("""
                update mail_reply set recipients = '{}', copied = '{}', subject = null
                where case_id = any(?) and comment_id is not null
                """).param(cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    private static Reply reply(ResultSet row, String text) throws SQLException {
        return new Reply(text, emails(row.getArray("recipients")), emails(row.getArray("copied")),
                row.getString("subject"), List.of((UUID[]) row.getArray("documents").getArray()),
                row.getBoolean("internal"), row.getObject("quotes", Boolean.class));
    }

    private static List<Email> emails(Array addresses) throws SQLException {
        return Arrays.stream((String[]) addresses.getArray()).map(Email::new).toList();
    }
}
