package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of commands and their fates. A command that was folded into a later one is never told
 * and has its fate.
 */
@Component
class Outbox {

    /** Longest run of superseded commands that is folded at once. */
    private static final int LONGEST_RUN = 1000;

    /** States that hold up the successors in a lane. */
    static final String UNSETTLED = "('pending', 'sending', 'sent', 'unknown')";

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param expected within which time somebody expects it to be settled */
    UUID add(Topic topic, SourceRef record, CommandKind kind, JsonNode payload, String actor, Duration expected) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into delivery (id, case_id, customer_id, system, entity, key, kind, payload, actor, deadline)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
                """)
                .params(id, topic.hubCase().map(CaseId::value).orElse(null),
                        topic.customer().map(CustomerId::value).orElse(null), record.system(), record.entity().word(),
                        record.key(), kind.word(), payload.toString(), actor, expected.toSeconds())
                .update();
        return id;
    }

    /** The systems for which something waits, whether it is its turn or not. */
    List<String> systems() {
        return jdbc.sql("""
                with recursive waiting as (
                    (select system from delivery
                     where state in ('pending', 'sending', 'unknown') and folded_into is null order by system limit 1)
                    union all
                    select (select d.system from delivery d
                            where d.state in ('pending', 'sending', 'unknown') and d.folded_into is null
                              and d.system > waiting.system
                            order by d.system limit 1)
                    from waiting where waiting.system is not null)
                select system from waiting where system is not null
                """).query(String.class).list();
    }

    /**
     * Takes the commands of a system whose turn it is, one of each lane, and leases them. Whoever held
     * one before and did not settle it in time has lost it: his fence is old. What he may have done is
     * for the caller to find out.
     */
    List<Leased> lease(String system, int most, Duration time) {
        return jdbc.sql("""
                with due as (
                    select id, state as was from delivery d
                    where system = :system and folded_into is null
                      and (state in ('pending', 'unknown') and next_at <= now()
                           or state = 'sending' and lease_until < now())
                      and not exists (select 1 from delivery e
                                      where e.lane = d.lane and e.system = d.system and e.seq < d.seq
                                        and e.state in %1$s and e.folded_into is null)
                      and not exists (select 1 from delivery e
                                      where e.system = d.system and e.entity = d.entity and e.key = d.key
                                        and e.seq < d.seq and e.state in %1$s and e.folded_into is null)
                    order by seq limit :most
                    for update skip locked)
                update delivery d
                set state = 'sending', attempts = attempts + 1, fence = fence + 1,
                    lease_until = now() + make_interval(secs => :seconds)
                from due where d.id = due.id
                returning d.*, due.was
                """.formatted(UNSETTLED))
                .param("system", system)
                .param("most", most)
                .param("seconds", time.toSeconds())
                .query(Outbox::leased)
                .list();
    }

    /** Commands that wait behind one that is leased, in their lane, the next one first. */
    List<Delivery> behind(Delivery head) {
        return jdbc.sql("""
                select d.* from delivery d join delivery h on h.id = ?
                where d.lane = h.lane and d.system = h.system and d.seq > h.seq and d.folded_into is null
                  and d.state in %s
                order by d.seq limit ?
                """.formatted(UNSETTLED)).params(head.id(), LONGEST_RUN).query(DeliveryRow::read).list();
    }

    /**
     * Lets the last of these say what all of them had to: it takes the lease of the first. Answers it,
     * or nothing where one of them is not as it was.
     */
    Optional<Leased> fold(Leased head, List<Delivery> run, Duration time) {
        var last = run.getLast();
        var folded = jdbc.sql("""
                update delivery set folded_into = ?, state = 'pending', lease_until = null
                where (id = ? and state = 'sending' and fence = ?) or (id = any(?::uuid[]) and state = 'pending')
                """)
                .params(last.id(), head.delivery().id(), head.fence(),
                        ids(run.stream().limit(run.size() - 1).toList()))
                .update();
        jdbc.sql("update delivery set folded_into = ? where folded_into = any(?::uuid[])")
                .params(last.id(), ids(List.of(head.delivery()))).update();
        return folded == run.size()
                ? jdbc.sql("""
                        update delivery d
                        set state = 'sending', attempts = attempts + 1, fence = d.fence + 1,
                            lease_until = now() + make_interval(secs => ?)
                        where id = ? and state = 'pending'
                        returning d.*, 'pending' as was
                        """).params(time.toSeconds(), last.id()).query(Outbox::leased).optional()
                : Optional.empty();
    }

    /** Gives waiting commands the fate that another one will have, which says more than they did. */
    void follow(Collection<Delivery> waiting, Delivery other) {
        jdbc.sql("update delivery set folded_into = ?, state = 'pending' where id = any(?::uuid[])")
                .params(other.id(), ids(waiting)).update();
    }

    /** Whether it is still his who took it: nobody else has it, or may take it. */
    boolean isHeld(Leased leased) {
        return jdbc.sql("select from delivery where id = ? and fence = ? and state = 'sending' and lease_until > now()")
                .params(leased.delivery().id(), leased.fence()).query((row, n) -> true).optional().isPresent();
    }

    /** Keeps commands for as long again that take longer than they were leased for. */
    void extend(Collection<Leased> leased, Duration time) {
        jdbc.sql("""
                update delivery d set lease_until = now() + make_interval(secs => ?)
                from unnest(?::uuid[], ?::bigint[]) as held(id, fence)
                where d.id = held.id and d.fence = held.fence and d.state = 'sending'
                """)
                .params(time.toSeconds(), ids(leased.stream().map(Leased::delivery).toList()),
                        leased.stream().map(Leased::fence).toArray(Long[]::new))
                .update();
    }

    /** Writes a command's new state, unless the lease went to somebody else meanwhile. */
    boolean settle(Leased leased, Settlement how) {
        return settle(leased.delivery().id(), how, "fence = " + leased.fence() + " and state = 'sending'");
    }

    /**
     * The same of one that nobody is at, unless it is not in the state any more that it was found in.
     */
    boolean settle(Delivery found, Settlement how) {
        return settle(found.id(), how, "state = '" + found.state().word() + "'");
    }

    /** The same of one whose system answered by another way, while it is at it or afterwards. */
    boolean answered(UUID id, Settlement how) {
        return settle(id, how, "state in ('sending', 'sent', 'unknown')");
    }

    private boolean settle(UUID id, Settlement how, String where) {
        boolean isIt = jdbc.sql("""
                update delivery
                set state = :state, outcome = :outcome, uncertain = uncertain and :state = 'pending' or :uncertain,
                    next_at = now() + make_interval(secs => :again), lease_until = null,
                    settled_at = case when :settled then clock_timestamp() end, confirmed_by = :by, theirs = :theirs,
                    policy = :policy, changed_at = coalesce(:changed, changed_at),
                    sequence = case when :sequence > 0 then :sequence else sequence end,
                    echoed_at = case when :state <> 'pending' or uncertain or :uncertain then echoed_at end,
                    decision = case when :state = 'parked' then null else decision end
                where id = :id and %s
                """.formatted(where))
                .param("state", how.state().word())
                .param("outcome", how.outcome())
                .param("uncertain", how.isUncertain())
                .param("again", how.again().toMillis() / 1000.0)
                .param("settled", how.state().isSettled())
                .param("by", word(how.by()))
                .param("theirs", how.theirs())
                .param("policy", how.policy())
                .param("changed", how.changedAt() == null ? null : how.changedAt().atOffset(ZoneOffset.UTC))
                .param("sequence", how.sequence())
                .param("id", id)
                .update() == 1;
        if (isIt && how.state().isSettled()) {
            settleFolded(id);
        }
        return isIt;
    }

    private void settleFolded(UUID into) {
        jdbc.sql("""
                update delivery f set state = d.state, settled_at = d.settled_at, confirmed_by = d.confirmed_by,
                                      theirs = d.theirs, policy = d.policy, outcome = d.outcome
                from delivery d where d.id = ? and f.folded_into = d.id
                """).param(into).update();
    }

    /** Those whose deadline has passed, each once. */
    List<Delivery> overdue() {
        return jdbc.sql("""
                update delivery set overdue_at = now()
                where id in (select id from delivery
                             where deadline < now() and overdue_at is null and decision is null
                               and state in ('pending', 'sending', 'sent', 'unknown', 'parked')
                             order by deadline limit 100 for update skip locked)
                returning *
                """).query(DeliveryRow::read).list();
    }

    /**
     * Writes down what a person decided on a command, which is then as it was before it was ever told,
     * or is left as it is.
     *
     * @param payload what it is to say from now on
     */
    void decided(Delivery found, String decision, String actor, @Nullable String payload, boolean isToBeTold) {
        jdbc.sql("""
                update delivery
                set decision = ?, decided_by = ?, payload = coalesce(?, payload),
                    state = case when :told then 'pending' else state end, uncertain = uncertain and not :told,
                    settled_at = case when :told then null else settled_at end, next_at = now(), overridden_at = null
                where id = ? or folded_into = ?
                """.replace(":told", String.valueOf(isToBeTold)))
                .params(decision, actor, payload, found.id(), found.id())
                .update();
    }

    /** One, kept from others until the transaction ends. */
    Optional<Delivery> lock(UUID id) {
        return jdbc.sql("select * from delivery where id = ? for update").param(id).query(DeliveryRow::read).optional();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql("select * from delivery where id = ?").param(id).query(DeliveryRow::read).optional();
    }

    /** Those that a search finds. */
    List<Delivery> search(DeliverySearch search) {
        return jdbc.sql(search.sql()).params(search.parameters()).query(DeliveryRow::read).list();
    }

    /** Empties what settled commands said to people; one that is still to be sent is left whole. */
    void erase(Collection<CaseId> cases) {
        jdbc.sql("""
                update delivery set payload = '{}', theirs = null, policy = null
                where case_id = any(?::uuid[]) and settled_at is not null
                  and kind in ('case-comment', 'case-attachment', 'acknowledgement')
                """)
                .params((Object) cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    static UUID[] ids(Collection<Delivery> commands) {
        return commands.stream().map(Delivery::id).toArray(UUID[]::new);
    }

    static String[] texts(Collection<SourceRef> records, Function<SourceRef, String> column) {
        return records.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable String word(@Nullable CodeWord value) {
        return value == null ? null : value.word();
    }

    private static Leased leased(ResultSet row, int number) throws SQLException {
        return new Leased(DeliveryRow.read(row, number), row.getLong("fence"),
                CodeWord.of(State.class, row.getString("was")));
    }
}
