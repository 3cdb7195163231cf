package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of commands and their fates. */
@Component
class Outbox {

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId caseId, SourceRef record, CommandKind kind, JsonNode payload, String actor) {
        jdbc.sql("""
                insert into delivery (id, case_id, system, entity, key, kind, payload, actor)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(UUID.randomUUID(), caseId.value(), record.system(), record.entity().word(), record.key(),
                        kind.word(), payload.toString(), actor)
                .update();
    }

    /**
     * Takes the commands whose turn it is, one for each case and system, and leases them. Whoever held
     * one before and did not settle it in time has lost it: his fence is old. What he may have done is
     * for the caller to find out.
     */
    List<Leased> lease(int most, Duration time) {
        return jdbc.sql("""
                with due as (
                    select id, state as was from delivery d
                    where (state = 'pending' and next_at <= now() or state = 'sending' and lease_until < now())
                      and not exists (select 1 from delivery earlier
                                      where earlier.case_id = d.case_id and earlier.system = d.system
                                        and earlier.seq < d.seq
                                        and earlier.state in ('pending', 'sending', 'sent', 'unknown'))
                    order by seq limit :most
                    for update skip locked)
                update delivery d
                set state = 'sending', attempts = attempts + 1, fence = fence + 1,
                    lease_until = now() + make_interval(secs => :seconds)
                from due where d.id = due.id
                returning d.*, due.was
                """)
                .param("most", most)
                .param("seconds", time.toSeconds())
                .query((row, number) -> new Leased(delivery(row, number), row.getLong("fence"),
                        row.getString("was").equals("sending")))
                .list();
    }

    /** Keeps commands for as long again that take longer than they were leased for. */
    void extend(Collection<Leased> leased, Duration time) {
        jdbc.sql("""
                update delivery d set lease_until = now() + make_interval(secs => ?)
                from unnest(?::uuid[], ?::bigint[]) as held(id, fence)
                where d.id = held.id and d.fence = held.fence and d.state = 'sending'
                """)
                .params(time.toSeconds(), leased.stream().map(held -> held.delivery().id()).toArray(UUID[]::new),
                        leased.stream().map(Leased::fence).toArray(Long[]::new))
                .update();
    }

    /** Writes a command's new state, unless the lease went to somebody else meanwhile. */
    boolean settle(Leased leased, State state, @Nullable String outcome, Duration again, long sequence) {
        return jdbc.sql("""
                update delivery
                set state = :state, outcome = :outcome, sequence = :sequence, lease_until = null,
                    next_at = now() + make_interval(secs => :again),
                    settled_at = case when :settled then now() end
                where id = :id and fence = :fence and state = 'sending'
                """)
                .param("state", state.word())
                .param("outcome", outcome)
                .param("sequence", sequence)
                .param("again", again.toMillis() / 1000.0)
                .param("settled", state.isSettled())
                .param("id", leased.delivery().id())
                .param("fence", leased.fence())
                .update() == 1;
    }

    /** Settles a command whose system answered later, by another way. */
    boolean answered(UUID id, State state, String outcome) {
        return jdbc.sql("""
                update delivery set state = ?, outcome = ?, settled_at = now(), lease_until = null
                where id = ? and state in ('sending', 'sent', 'unknown')
                """).params(state.word(), outcome, id).update() == 1;
    }

    /**
     * Settles the status commands about a record that nobody has sent yet, and answers them. One that
     * is being sent is left to its sender.
     */
    List<Delivery> overtaken(CaseId caseId, SourceRef record, String outcome) {
        return jdbc.sql("""
                update delivery set state = 'conflict', outcome = ?, settled_at = now()
                where case_id = ? and system = ? and entity = ? and key = ?
                  and kind = 'case-status' and state = 'pending'
                returning *
                """)
                .params(outcome, caseId.value(), record.system(), record.entity().word(), record.key())
                .query(Outbox::delivery)
                .list();
    }

    /** The newest status commands about these records that have not come back yet. */
    List<Delivery> unechoed(Collection<SourceRef> records) {
        return jdbc
                .sql("""
                        select * from delivery
                        where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                          and echoed_at is null and kind = 'case-status' and state in ('sending', 'sent', 'delivered', 'unknown')
                        order by seq
                        """)
                .params(records.stream().map(SourceRef::system).toArray(String[]::new),
                        records.stream().map(record -> record.entity().word()).toArray(String[]::new),
                        records.stream().map(SourceRef::key).toArray(String[]::new))
                .query(Outbox::delivery)
                .list();
    }

    void echoed(Collection<UUID> ids) {
        jdbc.sql("update delivery set echoed_at = now() where id = any(?::uuid[])")
                .params((Object) ids.toArray(UUID[]::new))
                .update();
    }

    List<Delivery> of(CaseId caseId) {
        return jdbc.sql("select * from delivery where case_id = ? order by seq desc")
                .param(caseId.value())
                .query(Outbox::delivery)
                .list();
    }

    /** Empties what settled commands said to people; one that is still to be sent is left whole. */
    void erase(Collection<CaseId> cases) {
        jdbc.sql(
                """
                        update delivery set payload = '{}'
                        where case_id = any(?::uuid[]) and settled_at is not null and kind in ('case-comment', 'acknowledgement')
                        """)
                .params((Object) cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql("select * from delivery where id = ?").param(id).query(Outbox::delivery).optional();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getObject("id", UUID.class), new CaseId(row.getObject("case_id", UUID.class)),
                SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key")),
                CodeWord.of(CommandKind.class, row.getString("kind")), row.getString("payload"), row.getString("actor"),
                CodeWord.of(State.class, row.getString("state")), row.getInt("attempts"), row.getString("outcome"),
                row.getLong("sequence"),
                Objects.requireNonNull(instant(row, "created_at")), instant(row, "settled_at"),
                instant(row, "echoed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * A command somebody works on.
     *
     * @param fence grows with every lease; an old one settles nothing
     * @param wasSending whoever had it before may have sent it
     */
    record Leased(Delivery delivery, long fence, boolean wasSending) {

        JsonNode payload() {
            return ExactJson.parse(delivery.payload());
        }
    }
}
