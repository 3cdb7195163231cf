package io.casehub.cases.documents;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of what people put on cases. A row that is removed stays, so that history can be read.
 */
@Component
class Uploads {

    private final JdbcClient jdbc;

    Uploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param request what was put on the case by one request, in its order */
    void add(CaseId to, UUID request, List<Document> documents) {
        for (int i = 0; i < documents.size(); i++) {
            var document = documents.get(i);
            jdbc.sql("""
                    insert into case_document (id, case_id, request, position, name, title, content_type, size, sha256,
                                               visibility, added_at, added_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(document.id(), to.value(), request, i, document.name(), document.title(),
                            document.contentType(), document.size(), document.sha256(), document.visibility().word(),
                            time(document.at()), ((Document.Upload) document.origin()).by())
                    .update();
        }
    }

    List<Document> of(Collection<CaseId> family) {
        return jdbc.sql("select * from case_document where case_id = any(?::uuid[]) and removed_at is null")
                .params((Object) ids(family)).query(Uploads::document).list();
    }

    List<Document> ofRequest(UUID request) {
        return jdbc.sql("select * from case_document where request = ? order by position")
                .param(request).query(Uploads::document).list();
    }

    Optional<Document> find(Collection<CaseId> family, UUID id) {
        return jdbc.sql("select * from case_document where case_id = any(?::uuid[]) and id = ? and removed_at is null")
                .params(ids(family), id).query(Uploads::document).optional();
    }

    /** Whether it was there to be removed. */
    boolean remove(Collection<CaseId> family, UUID id, Instant at, String actor) {
        return jdbc.sql("""
                update case_document set removed_at = ?, removed_by = ?
                where case_id = any(?::uuid[]) and id = ? and removed_at is null
                """).params(time(at), actor, ids(family), id).update() == 1;
    }

    /** Until the transaction ends nobody deletes these contents. */
    void claim(Collection<String> contents) {
        contents.stream().distinct().sorted().forEach(sha256 -> lock("pg_advisory_xact_lock_shared", sha256));
    }

    /** Until the transaction ends nobody claims this content. */
    void closeTo(String sha256) {
        lock("pg_advisory_xact_lock", sha256);
    }

    /** Those of these contents that no document has, nor had until a while ago. */
    List<String> unclaimed(Collection<String> contents, Instant removedBefore) {
        return jdbc.sql("""
                select sha256 from unnest(?::text[]) as content(sha256)
                where not exists (select from case_document d where d.sha256 = content.sha256
                                  and (d.removed_at is null or d.removed_at > ?))
                """)
                .params(contents.toArray(String[]::new), time(removedBefore))
                .query(String.class)
                .list();
    }

    private void lock(String kind, String sha256) {
        jdbc.sql("select count(" + kind + "(hashtextextended(?, 0)))").param("content " + sha256).query(Long.class)
                .single();
    }

    private static Document document(ResultSet row, int number) throws SQLException {
        return new Document(row.getObject("id", UUID.class), row.getString("name"), row.getString("title"),
                row.getString("content_type"), row.getLong("size"), row.getString("sha256"),
                CodeWord.of(Visibility.class, row.getString("visibility")),
                Objects.requireNonNull(row.getObject("added_at", OffsetDateTime.class)).toInstant(),
                new Document.Upload(row.getString("added_by")), null);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static UUID[] ids(Collection<CaseId> family) {
        return family.stream().map(CaseId::value).toArray(UUID[]::new);
    }
}
