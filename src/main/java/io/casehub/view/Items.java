package io.casehub.view;

import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Money;
import io.casehub.model.SourceRef;
import io.casehub.view.signals.Clue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of everything that stands in customers' views, newest first. Statements take many at
 * once.
 */
@Component
class Items {

    /** So many things of one customer are looked at for signals, the newest ones. */
    static final int MOST_CLUES = 500;

    private final JdbcClient jdbc;

    Items(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes items, and answers the parts of views that thereby changed: where they are, and where they
     * were.
     */
    Set<Part> save(Collection<Item> items) {
        var changed = places(items.stream().map(Item::source).toList());
        jdbc.sql("""
                insert into view_item
                    (system, entity, key, customer_id, section, at, body, past, kind, amount, currency, clue)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[],
                                     ?::boolean[], ?::text[], ?::numeric[], ?::text[], ?::text[])
                on conflict (system, entity, key) do update
                set customer_id = excluded.customer_id, at = excluded.at, body = excluded.body, past = excluded.past,
                    kind = excluded.kind, amount = excluded.amount, currency = excluded.currency, clue = excluded.clue
                """)
                .params(texts(items, item -> item.source().system()),
                        texts(items, item -> item.source().entity().word()),
                        texts(items, item -> item.source().key()),
                        items.stream().map(item -> item.customer().value()).toArray(UUID[]::new),
                        texts(items, item -> item.section().word()),
                        texts(items, item -> item.at().toString()),
                        texts(items, Item::body),
                        items.stream().map(item -> item.bearing().isPast()).toArray(Boolean[]::new),
                        texts(items, item -> item.bearing().kind()),
                        items.stream().map(item -> item.bearing().owed())
                                .map(owed -> owed == null ? null : owed.amount())
                                .toArray(BigDecimal[]::new),
                        texts(items, item -> item.bearing().owed() == null
                                ? null
                                : item.bearing().owed().currency().getCurrencyCode()),
                        texts(items, item -> item.bearing().clue()))
                .update();
        items.forEach(item -> changed.add(new Part(item.customer(), item.section())));
        return changed;
    }

    Set<Part> remove(Collection<SourceRef> sources) {
        return new HashSet<>(jdbc.sql("""
                delete from view_item
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                returning customer_id, section
                """)
                .params(texts(sources, SourceRef::system), texts(sources, source -> source.entity().word()),
                        texts(sources, SourceRef::key))
                .query(Items::part)
                .list());
    }

    /** Gives everything of the retired customers to those they led to. */
    Set<Part> merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        var changed = new HashSet<>(jdbc.sql("""
                update view_item i set customer_id = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id)
                where i.customer_id = pair.from_id
                returning i.customer_id, i.section
                """)
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .query(Items::part)
                .list());
        survivors.values().forEach(survivor -> changed.add(new Part(survivor, Section.PROFILE)));
        return changed;
    }

    /**
     * The first items of each part, what is open first, then the newest first; and how many there are
     * in all.
     */
    Map<Part, Newest> newest(Collection<Part> parts) {
        var found = new HashMap<Part, Newest>();
        jdbc.sql("""
                select d.customer_id, d.section, i.body, i.kind, i.total, i.open
                from unnest(?::uuid[], ?::text[], ?::int[]) as d(customer_id, section, most)
                cross join lateral (
                    select body, kind, count(*) over () as total, count(*) filter (where not past) over () as open
                    from view_item v
                    where v.customer_id = d.customer_id and v.section = d.section
                    order by past, at desc, system, entity, key limit d.most) i
                """)
                .params(customers(parts), texts(parts, part -> part.section().word()),
                        parts.stream().map(part -> part.section().most()).toArray(Integer[]::new))
                .query(row -> {
                    found.computeIfAbsent(part(row, 0), part -> newest(row)).add(row.getString("body"),
                            row.getString("kind"));
                });
        return found;
    }

    /** What is still to pay for all items of each part, one sum a currency, as far as systems say. */
    Map<Part, List<Money>> owed(Collection<Part> parts) {
        var owed = new HashMap<Part, List<Money>>();
        jdbc.sql("""
                select v.customer_id, v.section, v.currency, sum(v.amount) as amount from view_item v
                join unnest(?::uuid[], ?::text[]) as d(customer_id, section) using (customer_id, section)
                where v.amount is not null group by 1, 2, 3 order by v.currency
                """)
                .params(customers(parts), texts(parts, part -> part.section().word()))
                .query(row -> {
                    owed.computeIfAbsent(part(row, 0), part -> new ArrayList<>()).add(
                            new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))));
                });
        return owed;
    }

    /** What of these customers' items bears on signals, of each customer the newest. */
    Map<CustomerId, List<Clue>> clues(Collection<CustomerId> customers) {
        var clues = new HashMap<CustomerId, List<Clue>>();
        jdbc.sql("""
                select c.customer_id, i.system, i.entity, i.key, i.at, i.clue from unnest(?::uuid[]) as c(customer_id)
                cross join lateral (
                    select * from view_item v where v.customer_id = c.customer_id and v.clue is not null
                    order by v.at desc limit ?) i
                """)
                .params(customers.stream().map(CustomerId::value).toArray(UUID[]::new), MOST_CLUES)
                .query(row -> {
                    clues.computeIfAbsent(new CustomerId(row.getObject("customer_id", UUID.class)),
                            any -> new ArrayList<>())
                            .add(new Clue(source(row), row.getObject("at", OffsetDateTime.class).toInstant(),
                                    ExactJson.parse(row.getString("clue"))));
                });
        return clues;
    }

    /** Customers of whom there is a clue, in the order of their ids. */
    List<CustomerId> withClues(@Nullable CustomerId behind, int limit) {
        return jdbc.sql("""
                select distinct customer_id from view_item
                where clue is not null and (?::uuid is null or customer_id > ?::uuid) order by customer_id limit ?
                """)
                .params(behind == null ? null : behind.value(), behind == null ? null : behind.value(), limit)
                .query((row, number) -> new CustomerId(row.getObject(1, UUID.class)))
                .list();
    }

    /** A stretch of a customer's items, of one section or all, behind a place in the list. */
    List<Entry> list(CustomerId customer, @Nullable Section section, @Nullable Place behind, int limit) {
        return jdbc.sql("""
                select section, at, system, entity, key, body from view_item
                where customer_id = :customer and (:section::text is null or section = :section)
                  and (:at::timestamptz is null or at < :at
                       or at = :at and (system, entity, key) > (:system, :entity, :key))
                order by at desc, system, entity, key
                limit :limit
                """)
                .param("customer", customer.value())
                .param("section", section == null ? null : section.word())
                .param("at", behind == null ? null : behind.at().atOffset(ZoneOffset.UTC))
                .param("system", behind == null ? null : behind.source().system())
                .param("entity", behind == null ? null : behind.source().entity().word())
                .param("key", behind == null ? null : behind.source().key())
                .param("limit", limit)
                .query((row, number) -> new Entry(CodeWord.of(Section.class, row.getString("section")),
                        new Place(row.getObject("at", OffsetDateTime.class).toInstant(), source(row)),
                        row.getString("body")))
                .list();
    }

    /** The bodies of these items, of those that there are. */
    Map<SourceRef, String> bodies(Collection<SourceRef> sources) {
        var bodies = new HashMap<SourceRef, String>();
        jdbc.sql("""
                select system, entity, key, body from view_item
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(texts(sources, SourceRef::system), texts(sources, source -> source.entity().word()),
                        texts(sources, SourceRef::key))
                .query(row -> {
                    bodies.put(source(row), row.getString("body"));
                });
        return bodies;
    }

    /** What goes by a number, or by its digits. */
    List<Held> numbered(String number, Collection<Section> sections, int limit) {
        return jdbc.sql("""
                select customer_id, system, entity, key, body from view_item
                where number_key = number_key(?) and section = any(?) limit ?
                """)
                .params(number, texts(sections, Section::word), limit)
                .query(Items::held).list();
    }

    /** What has this key in a system. */
    List<Held> keyed(String system, String key) {
        return jdbc.sql("""
                select customer_id, system, entity, key, body from view_item
                where system = ? and entity = any(?) and key = ?
                """)
                .params(system, texts(List.of(Entity.values()), Entity::word), key)
                .query(Items::held).list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(new CustomerId(row.getObject("customer_id", UUID.class)), source(row), row.getString("body"));
    }

    private Set<Part> places(Collection<SourceRef> sources) {
        return new HashSet<>(jdbc.sql("""
                select customer_id, section from view_item
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(texts(sources, SourceRef::system), texts(sources, source -> source.entity().word()),
                        texts(sources, SourceRef::key))
                .query(Items::part)
                .list());
    }

    private static Part part(ResultSet row, int number) throws SQLException {
        return new Part(new CustomerId(row.getObject("customer_id", UUID.class)),
                CodeWord.of(Section.class, row.getString("section")));
    }

    private static SourceRef source(ResultSet row) throws SQLException {
        return SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key"));
    }

    private static Newest newest(ResultSet row) {
        try {
            return new Newest(row.getLong("total"), row.getLong("open"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID[] customers(Collection<Part> parts) {
        return parts.stream().map(part -> part.customer().value()).toArray(UUID[]::new);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** One section of one customer. */
    record Part(CustomerId customer, Section section) {}

    /** An item and whose it is. */
    record Held(CustomerId customer, SourceRef source, String body) {}

    /** Where an item stands in a list. */
    record Place(Instant at, SourceRef source) {}

    /** An item of a list, and where it stands. */
    record Entry(Section section, Place place, String body) {}
}
