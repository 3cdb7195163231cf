package io.casehub.identity;

import io.casehub.model.Claim;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.Order;
import io.casehub.model.SourceRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How facts say whose they are, kept so that a fact that arrives before its customer or its order
 * is found by them later.
 */
@Component
class Claims {

    /**
     * Whose a claim is: the claimed record's customer, or that of the one customer who placed the
     * order.
     */
    private static final String OWNERS = """
            select c.system, c.entity, c.key,
                   case when c.by_system is not null then
                       (select m.customer_id from member m where m.system = c.by_system and m.key = c.by_key)
                   else
                       (select case when count(distinct m.customer_id) = 1 then min(m.customer_id::text)::uuid end
                        from placed_order o
                        join member m on m.system = o.customer_system and m.key = o.customer_key
                        where o.number = c.by_key)
                   end as customer_id
            from claim c
            """;

    private final JdbcClient jdbc;

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(Collection<? extends Fact> facts) {
        var claiming = facts.stream().filter(fact -> fact.claim().isPresent()).toList();
        jdbc.sql("""
                insert into claim (system, entity, key, by_system, by_key)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (system, entity, key) do update
                set by_system = excluded.by_system, by_key = excluded.by_key
                where (claim.by_system, claim.by_key) is distinct from (excluded.by_system, excluded.by_key)
                """)
                .param(Members.texts(claiming, fact -> fact.source().system()))
                .param(Members.texts(claiming, fact -> fact.source().entity().word()))
                .param(Members.texts(claiming, fact -> fact.source().key()))
                .param(Members.texts(claiming, fact -> bySystem(fact.claim().orElseThrow())))
                .param(Members.texts(claiming, fact -> byKey(fact.claim().orElseThrow())))
                .update();
    }

    /** Notes who placed which order, and forgets what these orders said before. */
    void saveOrders(Collection<Order> orders) {
        var placed = orders.stream().filter(order -> order.customer() != null).toList();
        jdbc.sql("""
                delete from placed_order o using unnest(?::text[], ?::text[], ?::text[]) as n(system, key, number)
                where o.system = n.system and o.key = n.key and o.number <> n.number
                """)
                .param(Members.texts(orders, order -> order.source().system()))
                .param(Members.texts(orders, order -> order.source().key()))
                .param(Members.texts(orders, Order::number))
                .update();
        jdbc.sql("""
                insert into placed_order (number, system, key, customer_system, customer_key)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (number, system, key) do update
                set customer_system = excluded.customer_system, customer_key = excluded.customer_key
                where (placed_order.customer_system, placed_order.customer_key)
                      is distinct from (excluded.customer_system, excluded.customer_key)
                """)
                .param(Members.texts(placed, Order::number))
                .param(Members.texts(placed, order -> order.source().system()))
                .param(Members.texts(placed, order -> order.source().key()))
                .param(Members.texts(placed, order -> customerOf(order).system()))
                .param(Members.texts(placed, order -> customerOf(order).key()))
                .update();
    }

    /** Whose these facts are, so far as is known. */
    Map<SourceRef, CustomerId> owners(Collection<SourceRef> facts) {
        return facts.isEmpty()
                ? Map.of()
                : owners(OWNERS + """
                        where (c.system, c.entity, c.key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                        """,
                        List.of(Members.texts(facts, SourceRef::system),
                                Members.texts(facts, fact -> fact.entity().word()),
                                Members.texts(facts, SourceRef::key)));
    }

    /** The customer records that placed these orders. */
    Set<SourceRef> placers(Collection<String> numbers) {
        return jdbc.sql("select customer_system, customer_key from placed_order where number = any(?::text[])")
                .param(numbers.toArray(String[]::new))
                .query((row, number) -> new SourceRef(row.getString(1), Entity.CUSTOMER, row.getString(2))).set();
    }

    /** The facts, and their owners, that depend on who placed these orders. */
    Map<SourceRef, CustomerId> claimedByOrders(Collection<String> numbers) {
        return owners(OWNERS + "where c.by_system is null and c.by_key = any(?::text[])",
                List.of((Object) numbers.toArray(String[]::new)));
    }

    /** The facts, and their owners, that name these customer records, or orders these have placed. */
    Map<SourceRef, CustomerId> claimedByRecords(Collection<SourceRef> records) {
        return owners("with named as (select * from unnest(?::text[], ?::text[]) as n(system, key)) " + OWNERS + """
                where (c.by_system, c.by_key) in (select system, key from named)
                   or c.by_system is null and c.by_key in
                      (select o.number from placed_order o join named n
                       on n.system = o.customer_system and n.key = o.customer_key)
                """, List.of(Members.texts(records, SourceRef::system), Members.texts(records, SourceRef::key)));
    }

    private Map<SourceRef, CustomerId> owners(String sql, List<Object> parameters) {
        var owners = new HashMap<SourceRef, CustomerId>();
        jdbc.sql(sql).params(parameters).query(row -> {
            var customer = row.getObject("customer_id", UUID.class);
            if (customer != null) {
                owners.put(SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key")),
                        new CustomerId(customer));
            }
        });
        return owners;
    }

    private static SourceRef customerOf(Order order) {
        return Objects.requireNonNull(order.customer());
    }

    private static @Nullable String bySystem(Claim claim) {
        return switch (claim) {
            case Claim.ByRecord(var customer) -> customer.system();
            case Claim.ByOrder order -> null;
        };
    }

    private static String byKey(Claim claim) {
        return switch (claim) {
            case Claim.ByRecord(var customer) -> customer.key();
            case Claim.ByOrder(var number) -> number;
        };
    }
}
