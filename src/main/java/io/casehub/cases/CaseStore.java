package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of cases. Statements take many at once, and lock in the order of ids. */
@Component
class CaseStore {

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes new cases and answers them with their numbers. */
    List<HubCase> add(List<HubCase> cases) {
        var numbers = new HashMap<CaseId, String>();
        jdbc.sql("""
                insert into hub_case (id, customer_id, type, subject, status, priority, assignee, origin_system,
                                      origin_entity, origin_key, opened_at, changed_at)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                returning id, number
                """)
                .params(ids(cases, HubCase::id), customers(cases), texts(cases, HubCase::type),
                        texts(cases, HubCase::subject), texts(cases, hub -> hub.status().word()),
                        texts(cases, hub -> hub.priority().word()), texts(cases, HubCase::assignee),
                        texts(cases, hub -> hub.origin().system()), texts(cases, hub -> hub.origin().entity().word()),
                        texts(cases, hub -> hub.origin().key()), times(cases, HubCase::openedAt),
                        times(cases, HubCase::changedAt))
                .query(row -> {
                    numbers.put(new CaseId(row.getObject("id", UUID.class)), HubCase.number(row.getLong("number")));
                });
        return cases.stream()
                .map(hub -> new HubCase(hub.id(), numbers.getOrDefault(hub.id(), ""), hub.customer(), hub.type(),
                        hub.subject(), hub.status(), hub.priority(), hub.assignee(), hub.origin(), hub.openedAt(),
                        hub.changedAt(), 1))
                .toList();
    }

    /** Writes changed cases and answers them with their new versions. */
    List<HubCase> update(List<HubCase> cases) {
        jdbc.sql("""
                update hub_case h
                set customer_id = n.customer_id, subject = n.subject, status = n.status, priority = n.priority,
                    assignee = n.assignee, changed_at = n.changed_at, version = h.version + 1
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                     as n(id, customer_id, subject, status, priority, assignee, changed_at)
                where h.id = n.id
                """)
                .params(ids(cases, HubCase::id), customers(cases), texts(cases, HubCase::subject),
                        texts(cases, hub -> hub.status().word()), texts(cases, hub -> hub.priority().word()),
                        texts(cases, HubCase::assignee), times(cases, HubCase::changedAt))
                .update();
        return cases.stream()
                .map(hub -> new HubCase(hub.id(), hub.number(), hub.customer(), hub.type(), hub.subject(), hub.status(),
                        hub.priority(), hub.assignee(), hub.origin(), hub.openedAt(), hub.changedAt(),
                        hub.version() + 1))
                .toList();
    }

    Map<CaseId, HubCase> lock(Collection<CaseId> ids) {
        return jdbc.sql("select * from hub_case where id = any(?::uuid[]) order by id for update")
                .params((Object) ids(ids, id -> id))
                .query(CaseStore::hubCase)
                .list()
                .stream()
                .collect(Collectors.toMap(HubCase::id, hub -> hub));
    }

    /** The cases of these customers, locked. */
    List<HubCase> lockOf(Collection<CustomerId> customers) {
        return jdbc.sql(
                "select * from hub_case where customer_id = any(?::uuid[]) and merged_into is null order by id for update")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(CaseStore::hubCase)
                .list();
    }

    /** The case, or the one it was merged into. */
    Optional<HubCase> find(CaseId id) {
        return jdbc.sql("""
                select * from hub_case where id = (select coalesce(merged_into, id) from hub_case where id = ?)
                """).param(id.value()).query(CaseStore::hubCase).optional();
    }

    /** The case of a number, or the one it was merged into. */
    Optional<HubCase> find(long number) {
        return jdbc.sql("""
                select * from hub_case where id = (select coalesce(merged_into, id) from hub_case where number = ?)
                """).param(number).query(CaseStore::hubCase).optional();
    }

    /** The case and those that were merged into it. */
    List<CaseId> family(CaseId id) {
        return jdbc.sql("select id from hub_case where id = :id or merged_into = :id order by number")
                .param("id", id.value())
                .query(UUID.class).list().stream().map(CaseId::new).toList();
    }

    /** Lets cases lead on to others, and with them what led to them before. */
    void retire(Map<CaseId, CaseId> merged) {
        merged.forEach((from, into) -> jdbc
                .sql("update hub_case set merged_into = :into, version = version + 1 where id = :from or merged_into = :from")
                .param("into", into.value())
                .param("from", from.value())
                .update());
    }

    void revive(Collection<CaseId> merged) {
        jdbc.sql("update hub_case set merged_into = null, version = version + 1 where id = any(?::uuid[])")
                .params((Object) ids(merged, id -> id))
                .update();
    }

    /** Merged cases, by the records they were opened for. */
    Map<SourceRef, HubCase> retired(Collection<SourceRef> origins) {
        return jdbc
                .sql("""
                        select * from hub_case where merged_into is not null
                          and (origin_system, origin_entity, origin_key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                        """)
                .params(texts(origins, SourceRef::system), texts(origins, origin -> origin.entity().word()),
                        texts(origins, SourceRef::key))
                .query(CaseStore::hubCase).list().stream()
                .collect(Collectors.toMap(HubCase::origin, hub -> hub));
    }

    /**
     * Cases that fit a filter, of those named where some are, last changed first, behind the one named.
     */
    List<HubCase> search(CaseFilter filter, @Nullable Collection<CaseId> among) {
        return jdbc.sql("""
                select * from hub_case
                where merged_into is null and (:customer::uuid is null or customer_id = :customer)
                  and (:among::uuid[] is null or id = any(:among))
                  and (:status::text[] is null or status = any(:status))
                  and (:assignee::text is null or assignee = :assignee)
                  and (:text::text is null or subject ilike '%' || :text || '%')
                  and (:at::timestamptz is null or (changed_at, id) < (:at, :id::uuid))
                order by changed_at desc, id desc
                limit :limit
                """)
                .param("customer", filter.customer() == null ? null : filter.customer().value())
                .param("among", among == null ? null : ids(among, id -> id))
                .param("status", filter.statuses().isEmpty()
                        ? null
                        : filter.statuses().stream().map(CaseStatus::word).toArray(String[]::new))
                .param("assignee", filter.assignee())
                .param("text", filter.text() == null ? null : filter.text().replaceAll("([%_\\\\])", "\\\\$1"))
                .param("at", filter.behindAt() == null ? null : filter.behindAt().atOffset(ZoneOffset.UTC))
                .param("id", filter.behind() == null ? null : filter.behind().value())
                .param("limit", filter.limit())
                .query(CaseStore::hubCase)
                .list();
    }

    private static HubCase hubCase(ResultSet row, int rowNumber) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        return new HubCase(new CaseId(row.getObject("id", UUID.class)), HubCase.number(row.getLong("number")),
                customer == null ? null : new CustomerId(customer), row.getString("type"), row.getString("subject"),
                CodeWord.of(CaseStatus.class, row.getString("status")),
                CodeWord.of(Priority.class, row.getString("priority")), row.getString("assignee"),
                SourceRef.of(row.getString("origin_system"), row.getString("origin_entity"),
                        row.getString("origin_key")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getLong("version"));
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> UUID[] ids(Collection<T> rows, Function<T, CaseId> column) {
        return rows.stream().map(column).map(CaseId::value).toArray(UUID[]::new);
    }

    private static @Nullable UUID[] customers(Collection<HubCase> cases) {
        return cases.stream().map(hub -> hub.customer() == null ? null : hub.customer().value()).toArray(UUID[]::new);
    }

    /** The driver binds no array of times; as text the server reads them. */
    private static <T> @Nullable String[] times(Collection<T> rows, Function<T, Instant> column) {
        return texts(rows, row -> column.apply(row).toString());
    }
}
