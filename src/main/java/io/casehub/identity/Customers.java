package io.casehub.identity;

import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The customers there are, and the ways to find one. Answers are survivors, never retired
 * customers.
 */
@Component
public class Customers {

    /** A contact of more records than these says nothing: a switchboard. */
    private static final int MOST_HOLDERS = 500;

    private static final String[] ENTITIES = Arrays.stream(Entity.values()).map(Entity::word).toArray(String[]::new);

    private final JdbcClient jdbc;
    private final Claims claims;
    private final NameTable names;

    Customers(JdbcClient jdbc, Claims claims, NameTable names) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.names = names;
    }

    /**
     * The customer an id stands for today: itself, or the one it was merged into; empty where it was
     * never given out.
     */
    public Optional<CustomerId> survivor(CustomerId id) {
        return jdbc.sql("select coalesce(merged_into, id) from customer where id = ?")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(CustomerId::new);
    }

    /** All ids that stand for this customer: his own, and those of whom he was joined with. */
    public List<CustomerId> family(CustomerId id) {
        return jdbc.sql("select id from customer where id = :id or merged_into = :id").param("id", id.value())
                .query(UUID.class).list().stream().map(CustomerId::new).toList();
    }

    /** The customer records that are this customer, in the order of their references. */
    public List<SourceRef> records(CustomerId id) {
        return jdbc.sql("select system, key from member where customer_id = ? and seen order by system, key")
                .param(id.value())
                .query((row, number) -> new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")))
                .list();
    }

    /** The same of many; who has none is not among them. */
    public Map<CustomerId, List<SourceRef>> records(Collection<CustomerId> customers) {
        var records = new HashMap<CustomerId, List<SourceRef>>();
        jdbc.sql("""
                select customer_id, system, key from member where customer_id = any(?::uuid[]) and seen
                order by system, key
                """)
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(row -> {
                    records.computeIfAbsent(new CustomerId(row.getObject("customer_id", UUID.class)),
                            any -> new ArrayList<>())
                            .add(new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")));
                });
        return records;
    }

    /**
     * The record by which a fact that is this customer's names him: the fullest he has, the same again
     * while he has it.
     */
    public Optional<SourceRef> anchor(CustomerId id) {
        return jdbc.sql(
                "select system, key from member where customer_id = ? order by thin, seen desc, system, key limit 1")
                .param(id.value())
                .query((row, number) -> new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")))
                .optional();
    }

    /** Whose these facts are, so far as is known. */
    public Map<SourceRef, CustomerId> owners(Collection<SourceRef> facts) {
        return claims.owners(facts);
    }

    /**
     * The orders that go by a number in any system; those of this customer come first, others in the
     * order of their references.
     */
    public List<SourceRef> orders(String number, @Nullable CustomerId customer) {
        return jdbc.sql("""
                select o.system, o.key from placed_order o
                left join member m on m.system = o.customer_system and m.key = o.customer_key
                where o.number = ? order by m.customer_id is not distinct from ?::uuid desc, o.system, o.key
                """)
                .params(number, customer == null ? null : customer.value())
                .query((row, count) -> new SourceRef(row.getString("system"), Entity.ORDER, row.getString("key")))
                .list();
    }

    /**
     * Everything that is this customer's, whatever it says of him: also what is shown of him no more.
     */
    public Set<SourceRef> facts(CustomerId customer) {
        return claims.claimedByRecords(jdbc.sql("select system, key from member where customer_id = ?")
                .param(customer.value())
                .query((row, number) -> new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")))
                .list()).entrySet().stream().filter(claimed -> claimed.getValue().equals(customer))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** The facts of one kind that name this customer by one of his records, at most 200 of them. */
    public List<SourceRef> facts(CustomerId customer, Entity entity) {
        return jdbc.sql("""
                select c.system, c.key from claim c join member m on m.system = c.by_system and m.key = c.by_key
                where m.customer_id = ? and c.entity = ? order by c.system, c.key limit 200
                """)
                .params(customer.value(), entity.word())
                .query((row, count) -> new SourceRef(row.getString("system"), entity, row.getString("key")))
                .list();
    }

    /** Those who can be reached so; whose fuller records say so come first. */
    public List<CustomerId> byContact(ContactPoint contact, int limit) {
        return find("""
                select distinct m.customer_id, m.thin
                from (select system, record_key from match_key where key = ? limit ?) k
                join member m on m.system = k.system and m.key = k.record_key
                order by m.thin, m.customer_id
                """, Profiles.key(contact), MOST_HOLDERS).stream().limit(limit).toList();
    }

    /**
     * The customer a customer record is, or whose the fact of that key is, as far as it says so itself.
     */
    public List<CustomerId> byRecord(String system, String key, int limit) {
        return find("""
                select customer_id from member where system = ? and key = ?
                union
                select m.customer_id from claim c join member m on m.system = c.by_system and m.key = c.by_key
                where c.system = ? and c.entity = any(?) and c.key = ?
                limit ?
                """, system, key, system, ENTITIES, key, limit);
    }

    /** By name, however it is spelt; better matches first. */
    public List<NameMatch> byName(String name, int limit) {
        var asked = NameKeys.words(Profiles.searched(name));
        return asked.isEmpty() ? List.of() : names.find(asked, limit);
    }

    private List<CustomerId> find(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new CustomerId(row.getObject("customer_id", UUID.class)))
                .list()
                .stream()
                .distinct()
                .toList();
    }
}
