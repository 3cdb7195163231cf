package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what each case stands for. */
@Component
class Links {

    private final JdbcClient jdbc;

    Links(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<SourceRef, CaseLink> find(Collection<SourceRef> sources) {
        return jdbc.sql("""
                select * from case_link
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(CaseStore.texts(sources, SourceRef::system),
                        CaseStore.texts(sources, source -> source.entity().word()),
                        CaseStore.texts(sources, SourceRef::key))
                .query(Links::link)
                .list()
                .stream()
                .collect(Collectors.toMap(CaseLink::source, link -> link));
    }

    /** What these cases stand for, case by case; also what was opened for nobody's record. */
    List<CaseLink> of(Collection<CaseId> cases) {
        return jdbc.sql("select * from case_link where case_id = any(?::uuid[]) order by case_id, system, entity, key")
                .params((Object) CaseStore.ids(cases, id -> id))
                .query(Links::link)
                .list();
    }

    /** Adds links, and writes where known ones are and what their sources say now. */
    void save(Collection<CaseLink> links) {
        if (links.isEmpty()) {
            return;
        }
        var sorted = links.stream().sorted((a, b) -> a.source().compareTo(b.source())).toList();
        jdbc.sql(
                """
                        insert into case_link (system, entity, key, case_id, evidence, subject, status, source_status, priority,
                                               assignee, order_number, sequence, known_at, gone, said_at)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                                             ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::boolean[],
                                             ?::timestamptz[])
                        on conflict (system, entity, key) do update
                        set case_id = excluded.case_id, evidence = excluded.evidence, subject = excluded.subject, status = excluded.status, source_status = excluded.source_status,
                            priority = excluded.priority, assignee = excluded.assignee,
                            order_number = excluded.order_number, sequence = excluded.sequence, known_at = excluded.known_at, gone = excluded.gone,
                            said_at = excluded.said_at
                        """)
                .params(CaseStore.texts(sorted, link -> link.source().system()),
                        CaseStore.texts(sorted, link -> link.source().entity().word()),
                        CaseStore.texts(sorted, link -> link.source().key()), CaseStore.ids(sorted, CaseLink::caseId),
                        CaseStore.texts(sorted, CaseLink::evidence), CaseStore.texts(sorted, CaseLink::subject),
                        CaseStore.texts(sorted, link -> word(link.status())),
                        CaseStore.texts(sorted, CaseLink::sourceStatus),
                        CaseStore.texts(sorted, link -> word(link.priority())),
                        CaseStore.texts(sorted, CaseLink::assignee), CaseStore.texts(sorted, CaseLink::order),
                        sorted.stream().map(CaseLink::sequence).toArray(Long[]::new),
                        CaseStore.texts(sorted, link -> text(link.knownAt())),
                        sorted.stream().map(CaseLink::isGone).toArray(Boolean[]::new),
                        CaseStore.texts(sorted, link -> text(link.saidAt())))
                .update();
    }

    private static CaseLink link(ResultSet row, int number) throws SQLException {
        return new CaseLink(new CaseId(row.getObject("case_id", UUID.class)),
                SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key")),
                row.getString("evidence"), row.getString("subject"), code(CaseStatus.class, row.getString("status")),
                row.getString("source_status"), code(Priority.class, row.getString("priority")),
                row.getString("assignee"), row.getString("order_number"), row.getLong("sequence"),
                time(row, "known_at"), row.getBoolean("gone"),
                time(row, "said_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static <E extends Enum<E> & CodeWord> @Nullable E code(Class<E> list, @Nullable String word) {
        return word == null ? null : CodeWord.of(list, word);
    }

    private static @Nullable String word(@Nullable CodeWord value) {
        return value == null ? null : value.word();
    }
}
