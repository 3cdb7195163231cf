package io.casehub.cases;

import io.casehub.cases.CaseRow.Column;
import io.casehub.cases.deadlines.Deadlines;
import io.casehub.cases.deadlines.Timekeeper;
import io.casehub.cases.deadlines.Timekeeper.Situation;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of cases. Statements take many at once, and lock in the order of ids. */
@Component
class CaseStore {

    private final JdbcClient jdbc;
    private final Timekeeper timekeeper;

    CaseStore(JdbcClient jdbc, Timekeeper timekeeper) {
        this.jdbc = jdbc;
        this.timekeeper = timekeeper;
    }

    /** Writes new cases and answers them with their numbers. */
    List<HubCase> add(List<HubCase> cases) {
        var columns = Stream.concat(CaseRow.FIXED.stream(), CaseRow.CHANGING.stream()).toList();
        var timed = timed(cases);
        var numbers = new HashMap<CaseId, String>();
        jdbc.sql("insert into hub_case (" + names(columns, "%1$s") + ") select * from unnest("
                + placeholders(columns) + ") returning id, number")
                .params(columns.stream().<Object>map(column -> column.of(timed)).toList())
                .query(row -> {
                    numbers.put(new CaseId(row.getObject("id", UUID.class)), HubCase.number(row.getLong("number")));
                });
        return timed.stream().map(hub -> hub.stored(numbers.getOrDefault(hub.id(), ""), 1)).toList();
    }

    /** Writes changed cases and answers them with their new versions. */
    List<HubCase> update(List<HubCase> cases) {
        var timed = timed(cases);
        write(timed, 1);
        return timed.stream().map(hub -> hub.stored(hub.number(), hub.version() + 1)).toList();
    }

    /** Writes what the hub keeps for itself of cases; to those who read them they are the same. */
    void note(List<HubCase> cases) {
        write(cases, 0);
    }

    private void write(List<HubCase> cases, int step) {
        var columns = Stream.concat(CaseRow.FIXED.stream().limit(1), CaseRow.CHANGING.stream()).toList();
        jdbc.sql("update hub_case h set " + names(CaseRow.CHANGING, "%1$s = n.%1$s") + ", version = h.version + " + step
                + " from unnest(" + placeholders(columns) + ") as n(" + names(columns, "%1$s") + ") where h.id = n.id")
                .params(columns.stream().<Object>map(column -> column.of(cases)).toList())
                .update();
    }

    private List<HubCase> timed(List<HubCase> cases) {
        return cases.stream().map(hub -> hub.due(timekeeper.timed(hub.due(), new Situation(hub.type(),
                hub.handling().typeVersion(), hub.status(), hub.priority(), hub.isAnsweredHere(), hub.openedAt(),
                hub.changedAt())))).toList();
    }

    private static String names(List<Column> columns, String form) {
        return columns.stream().map(column -> form.formatted(column.name())).collect(Collectors.joining(", "));
    }

    private static String placeholders(List<Column> columns) {
        return columns.stream().map(Column::placeholder).collect(Collectors.joining(", "));
    }

    Map<CaseId, HubCase> lock(Collection<CaseId> ids) {
        return jdbc.sql("select * from hub_case where id = any(?::uuid[]) order by id for update")
                .params((Object) ids(ids, id -> id))
                .query(CaseRow::read)
                .list()
                .stream()
                .collect(Collectors.toMap(HubCase::id, hub -> hub));
    }

    /**
     * The case, or the one it was merged into, locked.
     *
     * @throws CaseNotFound where there is none
     */
    HubCase locked(CaseId id) {
        var current = find(id).orElseThrow(() -> new CaseNotFound(id.toString())).id();
        return Optional.ofNullable(lock(List.of(current)).get(current))
                .orElseThrow(() -> new CaseNotFound(id.toString()));
    }

    /** The cases of these customers, locked. */
    List<HubCase> lockOf(Collection<CustomerId> customers) {
        return jdbc.sql(
                "select * from hub_case where customer_id = any(?::uuid[]) and merged_into is null order by id for update")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(CaseRow::read)
                .list();
    }

    List<HubCase> of(CustomerId customer) {
        return jdbc.sql("select * from hub_case where customer_id = ? and merged_into is null order by number")
                .param(customer.value()).query(CaseRow::read).list();
    }

    /** The case, or the one it was merged into. */
    Optional<HubCase> find(CaseId id) {
        return jdbc.sql("""
                select * from hub_case where id = (select coalesce(merged_into, id) from hub_case where id = ?)
                """).param(id.value()).query(CaseRow::read).optional();
    }

    /** The case of a number, or the one it was merged into. */
    Optional<HubCase> find(long number) {
        return jdbc.sql("""
                select * from hub_case where id = (select coalesce(merged_into, id) from hub_case where number = ?)
                """).param(number).query(CaseRow::read).optional();
    }

    /** The case and those that were merged into it. */
    List<CaseId> family(CaseId id) {
        return jdbc.sql("select id from hub_case where id = :id or merged_into = :id order by number")
                .param("id", id.value())
                .query(UUID.class).list().stream().map(CaseId::new).toList();
    }

    /** All cases of these customers, with those that lead on to others. */
    List<CaseId> everOf(Collection<CustomerId> customers) {
        return jdbc.sql("select id from hub_case where customer_id = any(?::uuid[])")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
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
                .query(CaseRow::read).list().stream()
                .collect(Collectors.toMap(HubCase::origin, hub -> hub));
    }

    /**
     * The cases of each of these customers that are not done, last changed first, so many of each at
     * most.
     */
    Map<CustomerId, List<CaseId>> open(Collection<CustomerId> customers, int each) {
        return jdbc.sql("""
                select c.id as customer_id, h.id
                from unnest(?::uuid[]) with ordinality as c(id, place)
                cross join lateral (
                    select id, changed_at from hub_case
                    where customer_id = c.id and merged_into is null
                      and status in ('new', 'open', 'waiting-customer', 'waiting-third-party')
                    order by changed_at desc, id limit ?) h
                order by c.place, h.changed_at desc, h.id
                """)
                .params(customers.stream().map(CustomerId::value).toArray(UUID[]::new), each)
                .query((row, number) -> Map.entry(new CustomerId(row.getObject("customer_id", UUID.class)),
                        new CaseId(row.getObject("id", UUID.class))))
                .list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Cases that fit a filter, of those named where some are, in its order, behind the one named. */
    List<HubCase> search(CaseFilter filter, @Nullable Collection<CaseId> among) {
        var search = CaseSearch.of(filter, among == null ? null : ids(among, id -> id));
        return jdbc.sql(search.sql()).params(search.parameters()).query(CaseRow::read).list();
    }

    /**
     * The case of a queue that is to be worked on next, locked; nobody waits for those others are at.
     */
    Optional<HubCase> lockNext(String queue) {
        return jdbc.sql("""
                select * from hub_case where queue = ? and assignee is null and status in ('new', 'open')
                order by case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end,
                         due_at, opened_at, id
                limit 1 for update skip locked
                """).param(queue).query(CaseRow::read).optional();
    }

    /** Cases that have to be looked at by now, locked. */
    List<HubCase> lockAlarmed(Instant now, int limit) {
        return jdbc.sql("""
                select * from hub_case where alarm_at <= ? and merged_into is null
                order by alarm_at limit ? for update skip locked
                """)
                .params(now.atOffset(ZoneOffset.UTC), limit).query(CaseRow::read).list();
    }

    /** How many cases are in a state. */
    long count(Deadlines.State state) {
        return jdbc.sql("""
                select count(*) from hub_case where due_state = ? and due_at is not null and merged_into is null
                """)
                .param(state.word()).query(Long.class).single();
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> UUID[] ids(Collection<T> rows, Function<T, CaseId> column) {
        return rows.stream().map(column).map(CaseId::value).toArray(UUID[]::new);
    }
}
