package io.casehub.events.subscriptions;

import io.casehub.events.CloudEvents;
import io.casehub.events.Event;
import io.casehub.events.subscriptions.Receiver.Reply;
import io.casehub.events.subscriptions.SubscriptionDelivery.Fate;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what each subscription is to be told, and its fate. */
@Component
class SubscriptionDeliveries {

    private final JdbcClient jdbc;

    SubscriptionDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what is to be told; what was told before is told again. */
    void add(UUID subscription, List<Event> events) {
        jdbc.sql("""
                insert into subscription_delivery (subscription_id, number, type, lane)
                select ?, * from unnest(?::bigint[], ?::text[], ?::text[])
                on conflict (subscription_id, number) do update
                set fate = 'pending', attempts = 0, next_at = now(), lease_until = null, tried_at = null,
                    fence = subscription_delivery.fence + 1, status = null, reason = null, settled_at = null,
                    chosen_at = now()
                """)
                .params(subscription, events.stream().map(Event::number).toArray(Long[]::new),
                        events.stream().map(Event::type).toArray(String[]::new),
                        events.stream().map(CloudEvents::key).toArray(String[]::new))
                .update();
    }

    int pending(UUID subscription) {
        return jdbc.sql("select count(*) from subscription_delivery where subscription_id = ? and fate = 'pending'")
                .param(subscription).query(Integer.class).single();
    }

    /** Takes the heads of lanes that are due, each for a while. */
    List<Leased> lease(UUID subscription, int most, Duration time) {
        return jdbc.sql("""
                with due as (
                    select number from subscription_delivery d
                    where subscription_id = :id and fate = 'pending' and next_at <= now()
                      and (lease_until is null or lease_until < now())
                      and not exists (select from subscription_delivery earlier
                                      where earlier.subscription_id = d.subscription_id and earlier.lane = d.lane
                                        and earlier.number < d.number and earlier.fate = 'pending')
                    order by number limit :most
                    for update skip locked)
                update subscription_delivery d
                set lease_until = now() + make_interval(secs => :seconds), fence = fence + 1,
                    attempts = attempts + 1, tried_at = coalesce(tried_at, now())
                from due where d.subscription_id = :id and d.number = due.number
                returning d.number, d.fence, d.attempts
                """)
                .param("id", subscription)
                .param("most", most)
                .param("seconds", time.toSeconds())
                .query((row, n) -> new Leased(subscription, row.getLong("number"), row.getLong("fence"),
                        row.getInt("attempts")))
                .list();
    }

    /** Writes a fate down; false where the lease went to somebody else, or it was chosen anew. */
    boolean settle(Leased leased, Fate fate, Reply reply) {
        return jdbc.sql("""
                update subscription_delivery
                set fate = ?, status = nullif(?, 0), reason = ?, settled_at = now(), lease_until = null
                where subscription_id = ? and number = ? and fence = ? and fate = 'pending'
                """)
                .params(fate.word(), reply.status(), reply.isTaken() ? null : reply.reason(), leased.subscription(),
                        leased.number(), leased.fence())
                .update() == 1;
    }

    /**
     * Tries it again later, or gives it up where that has been tried for so long; the fate it has then.
     */
    Optional<Fate> again(Leased leased, Reply reply, Duration wait, Duration giveUp) {
        return jdbc.sql("""
                update subscription_delivery
                set fate = case when tried_at < now() - make_interval(secs => :giveUp) then 'failed' else 'pending' end,
                    settled_at = case when tried_at < now() - make_interval(secs => :giveUp) then now() end,
                    next_at = now() + make_interval(secs => :wait), lease_until = null,
                    status = nullif(:status, 0), reason = :reason
                where subscription_id = :id and number = :number and fence = :fence and fate = 'pending'
                returning fate
                """)
                .param("giveUp", giveUp.toMillis() / 1000.0)
                .param("wait", wait.toMillis() / 1000.0)
                .param("status", reply.status())
                .param("reason", reply.reason())
                .param("id", leased.subscription())
                .param("number", leased.number())
                .param("fence", leased.fence())
                .query(String.class).optional().map(word -> CodeWord.of(Fate.class, word));
    }

    /** What waits is tried anew, as if it had not been tried before. */
    void refresh(UUID subscription) {
        jdbc.sql("""
                update subscription_delivery set next_at = now(), tried_at = null
                where subscription_id = ? and fate = 'pending'
                """).param(subscription).update();
    }

    /** Newest first, those before a number. */
    List<SubscriptionDelivery> of(UUID subscription, @Nullable Fate fate, long before, int limit) {
        return jdbc.sql("""
                select * from subscription_delivery
                where subscription_id = :id and number < :before and (:fate::text is null or fate = :fate)
                order by number desc limit :limit
                """)
                .param("id", subscription)
                .param("before", before)
                .param("fate", fate == null ? null : fate.word())
                .param("limit", limit)
                .query(SubscriptionDeliveries::delivery).list();
    }

    Optional<SubscriptionDelivery> find(UUID subscription, long number) {
        return jdbc.sql("select * from subscription_delivery where subscription_id = ? and number = ?")
                .params(subscription, number).query(SubscriptionDeliveries::delivery).optional();
    }

    /** Forgets fates of events that are kept no more. */
    void forget(long upTo) {
        jdbc.sql("delete from subscription_delivery where number <= ? and fate <> 'pending'").param(upTo).update();
    }

    private static SubscriptionDelivery delivery(ResultSet row, int n) throws SQLException {
        var settled = row.getObject("settled_at", OffsetDateTime.class);
        return new SubscriptionDelivery(row.getLong("number"), row.getString("type"),
                CodeWord.of(Fate.class, row.getString("fate")), row.getInt("attempts"),
                Objects.requireNonNull(row.getObject("next_at", OffsetDateTime.class)).toInstant(),
                row.getObject("status", Integer.class), row.getString("reason"),
                row.getObject("chosen_at", OffsetDateTime.class).toInstant(),
                settled == null ? null : settled.toInstant());
    }

    /** One that a node tells now. */
    record Leased(UUID subscription, long number, long fence, int attempts) {}
}
