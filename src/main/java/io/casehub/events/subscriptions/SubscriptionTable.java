package io.casehub.events.subscriptions;

import io.casehub.events.subscriptions.Subscription.State;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of subscriptions. */
@Component
class SubscriptionTable {

    private final JdbcClient jdbc;

    SubscriptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Subscription one, String secret) {
        jdbc.sql("""
                insert into subscription (id, name, url, types, customer_id, queues, case_types, partner, names, state,
                    secret, number, created_by, created_at)
                values (:id, :name, :url, :types, :customer, :queues, :caseTypes, :partner, :names, :state,
                    :secret, :number, :by, :at)
                """)
                .params(columns(one.choice()))
                .param("id", one.id())
                .param("name", one.name())
                .param("url", one.url())
                .param("partner", one.choice().partner())
                .param("state", one.state().word())
                .param("secret", secret)
                .param("number", one.told())
                .param("by", one.by())
                .param("at", one.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(UUID id, String name, String url, Choice choice, State state) {
        jdbc.sql("""
                update subscription set name = :name, url = :url, types = :types, customer_id = :customer,
                    queues = :queues, case_types = :caseTypes, names = :names, state = :state where id = :id
                """)
                .params(columns(choice))
                .param("id", id)
                .param("name", name)
                .param("url", url)
                .param("state", state.word())
                .update();
    }

    private static Map<String, @Nullable Object> columns(Choice choice) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("types", texts(choice.types()));
        columns.put("customer", choice.customer() == null ? null : choice.customer().value());
        columns.put("queues", texts(choice.queues()));
        columns.put("caseTypes", texts(choice.caseTypes()));
        columns.put("names", choice.isNaming());
        return columns;
    }

    int count() {
        // two who register at once shall not both find room
        jdbc.sql("select pg_advisory_xact_lock(hashtext('subscription'))").query(row -> {
        });
        return jdbc.sql("select count(*) from subscription").query(Integer.class).single();
    }

    List<Subscription> all() {
        return jdbc.sql("select * from subscription order by created_at, id").query(SubscriptionTable::subscription)
                .list();
    }

    Optional<Subscription> find(UUID id) {
        return jdbc.sql("select * from subscription where id = ?").param(id).query(SubscriptionTable::subscription)
                .optional();
    }

    /** The same, kept from everybody else until the transaction ends. */
    Optional<Subscription> hold(UUID id) {
        return jdbc.sql("select * from subscription where id = ? for update").param(id)
                .query(SubscriptionTable::subscription).optional();
    }

    /** Held by this transaction, if it is told and nobody else holds it. */
    Optional<Subscription> holdActive(UUID id) {
        return jdbc.sql("select * from subscription where id = ? and state = 'active' for update skip locked")
                .param(id).query(SubscriptionTable::subscription).optional();
    }

    /** Those who are told and are not left alone now. */
    List<UUID> awake() {
        return jdbc.sql("""
                select id from subscription where state = 'active' and (rest_until is null or rest_until <= now())
                """).query(UUID.class).list();
    }

    Address address(UUID id) {
        return jdbc.sql("""
                select url, secret, case when former_until > now() then former_secret end as former
                from subscription where id = ?
                """).param(id)
                .query((row, number) -> new Address(row.getString("url"),
                        Stream.of(row.getString("secret"), Optional.ofNullable(row.getString("former")).orElse(""))
                                .filter(secret -> !secret.isEmpty()).toList()))
                .optional().orElseThrow(() -> new SubscriptionNotFound("subscription " + id));
    }

    /** The secret that is good now. */
    String secret(UUID id) {
        return jdbc.sql("select secret from subscription where id = ?").param(id).query(String.class).single();
    }

    void renew(UUID id, String secret, Duration former) {
        jdbc.sql("""
                update subscription set former_secret = secret, secret = ?,
                    former_until = now() + make_interval(secs => ?) where id = ?
                """).params(secret, former.toSeconds(), id).update();
    }

    void become(UUID id, State state, @Nullable String reason) {
        jdbc.sql("""
                update subscription set state = ?, reason = ?, failures = 0, rest_until = null, failing_since = null
                where id = ?
                """).params(state.word(), reason, id).update();
    }

    void remove(UUID id) {
        jdbc.sql("delete from subscription where id = ?").param(id).update();
    }

    void chosen(UUID id, long number) {
        jdbc.sql("update subscription set number = ? where id = ?").params(number, id).update();
    }

    /** How often the receiver has failed since he last took something. */
    int failures(UUID id) {
        return jdbc.sql("select failures from subscription where id = ?").param(id).query(Integer.class).optional()
                .orElse(0);
    }

    void works(UUID id) {
        jdbc.sql("""
                update subscription set failures = 0, rest_until = null, failing_since = null
                where id = ? and failures > 0
                """).param(id).update();
    }

    void fails(UUID id, Duration rest) {
        jdbc.sql("""
                update subscription set failures = failures + 1, failing_since = coalesce(failing_since, now()),
                    rest_until = now() + make_interval(secs => ?) where id = ? and state = 'active'
                """).params(rest.toMillis() / 1000.0, id).update();
    }

    /** Below this number nobody who is told has anything to read. */
    long unread() {
        return jdbc.sql("""
                select coalesce(least(min(s.number), min(d.number) - 1), 9223372036854775807)
                from subscription s
                left join subscription_delivery d on d.subscription_id = s.id and d.fate = 'pending'
                where s.state = 'active'
                """).query(Long.class).single();
    }

    private static String[] texts(Collection<String> words) {
        return words.stream().sorted().toArray(String[]::new);
    }

    private static Set<String> words(Array column) throws SQLException {
        return Set.of((String[]) column.getArray());
    }

    private static Subscription subscription(ResultSet row, int number) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        var choice = new Choice(words(row.getArray("types")), customer == null ? null : new CustomerId(customer),
                words(row.getArray("queues")), words(row.getArray("case_types")), row.getString("partner"),
                row.getBoolean("names"));
        return new Subscription(row.getObject("id", UUID.class), row.getString("name"), row.getString("url"), choice,
                CodeWord.of(State.class, row.getString("state")), row.getString("reason"), row.getLong("number"),
                instant(row, "failing_since"), row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
