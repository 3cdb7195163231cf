package io.casehub.cases.participants;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of who takes part in which case. The caller holds the rows of the cases. */
@Component
class ParticipantTable {

    private final JdbcClient jdbc;

    ParticipantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those who are in any of these cases, each once, whatever the time, in the order in which they
     * came.
     */
    List<CaseParticipant> of(Collection<CaseId> family) {
        return List.copyOf(jdbc.sql("""
                select * from case_participant where case_id = any(?::uuid[]) and removed_at is null
                order by added_at, role, who
                """)
                .params((Object) family.stream().map(CaseId::value).toArray(UUID[]::new))
                .query(ParticipantTable::participant).list().stream()
                .collect(Collectors.toMap(one -> one.is().role() + " " + one.is().who().text(), Function.identity(),
                        (first, again) -> first, LinkedHashMap::new))
                .values());
    }

    /** Adds who is not there yet; who was taken out stays out. */
    void gather(List<Arrival> arrivals, Instant at) {
        jdbc.sql("""
                insert into case_participant (id, case_id, role, who, name, sees, added_at, added_by)
                select gen_random_uuid(), case_id, role, who, name, sees, ?, 'system:hub'
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                     as n(case_id, role, who, name, sees)
                on conflict (case_id, role, who) do nothing
                """)
                .params(at.atOffset(ZoneOffset.UTC), ids(arrivals),
                        texts(arrivals, arrival -> arrival.is().role().word()),
                        texts(arrivals, arrival -> arrival.is().who().text()),
                        texts(arrivals, arrival -> arrival.is().name()),
                        texts(arrivals, arrival -> arrival.is().sees().word()))
                .update();
    }

    /** Writes somebody down as he is wished to be, whether he was there or not. */
    CaseParticipant put(CaseId id, NewParticipant wish, String actor, Instant at) {
        return jdbc.sql("""
                insert into case_participant (id, case_id, role, who, name, sees, until, added_at, added_by)
                values (gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (case_id, role, who) do update
                set name = coalesce(excluded.name, case_participant.name), sees = excluded.sees,
                    until = excluded.until, added_at = excluded.added_at, added_by = excluded.added_by,
                    removed_at = null
                returning *
                """)
                .params(id.value(), wish.role().word(), wish.who().text(), wish.name(), wish.sees().word(),
                        wish.until() == null ? null : wish.until().atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC), actor)
                .query(ParticipantTable::participant)
                .single();
    }

    void remove(Collection<CaseId> family, NewParticipant leaving, Instant at) {
        jdbc.sql("update case_participant set removed_at = ? where case_id = any(?::uuid[]) and role = ? and who = ?")
                .params(at.atOffset(ZoneOffset.UTC), family.stream().map(CaseId::value).toArray(UUID[]::new),
                        leaving.role().word(), leaving.who().text())
                .update();
    }

    /** The cases are another customer's now: the one before takes part as such no more. */
    void replaceCustomer(CaseId id, @Nullable CustomerId before) {
        jdbc.sql("delete from case_participant where case_id = ? and role = 'customer' and who = ?")
                .params(id.value(), "customer:" + before)
                .update();
    }

    /** A newer mark takes the place of an older one. */
    void verify(CaseId id, Who who, Verification mark) {
        jdbc.sql("""
                update case_participant set verified_at = :at, verified_by = :by, verified_how = :how
                where case_id = :case and who = :who and (verified_at is null or verified_at < :at)
                """)
                .param("at", mark.at().atOffset(ZoneOffset.UTC))
                .param("by", mark.by())
                .param("how", mark.how())
                .param("case", id.value())
                .param("who", who.text())
                .update();
    }

    private static CaseParticipant participant(ResultSet row, int number) throws SQLException {
        var verifiedAt = row.getObject("verified_at", OffsetDateTime.class);
        var until = row.getObject("until", OffsetDateTime.class);
        return new CaseParticipant(row.getObject("id", UUID.class), new CaseId(row.getObject("case_id", UUID.class)),
                new NewParticipant(CodeWord.of(Role.class, row.getString("role")), new Who(row.getString("who")),
                        row.getString("name"), CodeWord.of(Sight.class, row.getString("sees")),
                        until == null ? null : until.toInstant()),
                row.getObject("added_at", OffsetDateTime.class).toInstant(), row.getString("added_by"),
                verifiedAt == null
                        ? null
                        : new Verification(verifiedAt.toInstant(), row.getString("verified_by"),
                                row.getString("verified_how")));
    }

    private static UUID[] ids(List<Arrival> arrivals) {
        return arrivals.stream().map(arrival -> arrival.to().value()).toArray(UUID[]::new);
    }

    private static @Nullable String[] texts(List<Arrival> arrivals, Function<Arrival, @Nullable String> column) {
        return arrivals.stream().map(column).toArray(String[]::new);
    }

    /** Somebody who comes to a case by himself. */
    record Arrival(CaseId to, NewParticipant is) {}
}
