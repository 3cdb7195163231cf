package io.casehub.view;

import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
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
                insert into view_item (system, entity, key, customer_id, section, at, body)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[])
                on conflict (system, entity, key) do update
                set customer_id = excluded.customer_id, at = excluded.at, body = excluded.body
                """)
                .params(texts(items, item -> item.source().system()),
                        texts(items, item -> item.source().entity().word()),
                        texts(items, item -> item.source().key()),
                        items.stream().map(item -> item.customer().value()).toArray(UUID[]::new),
                        texts(items, item -> item.section().word()),
                        texts(items, item -> item.at().toString()),
                        texts(items, Item::body))
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

    /** The newest items of each part, and how many there are in all. */
    Map<Part, Newest> newest(Collection<Part> parts, int limit) {
        var bodies = new HashMap<Part, Newest>();
        jdbc.sql("""
                select d.customer_id, d.section, i.body, i.total
                from unnest(?::uuid[], ?::text[]) as d(customer_id, section)
                cross join lateral (
                    select body, count(*) over () as total from view_item v
                    where v.customer_id = d.customer_id and v.section = d.section
                    order by at desc, system, entity, key limit ?) i
                """)
                .params(parts.stream().map(part -> part.customer().value()).toArray(UUID[]::new),
                        texts(parts, part -> part.section().word()), limit)
                .query(row -> {
                    bodies.computeIfAbsent(part(row, 0), part -> new Newest(new ArrayList<>(), total(row)))
                            .bodies()
                            .add(row.getString("body"));
                });
        return bodies;
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

    private static long total(ResultSet row) {
        try {
            return row.getLong("total");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** One section of one customer. */
    record Part(CustomerId customer, Section section) {}

    /** The first items of a part, and how many it has. */
    record Newest(List<String> bodies, long total) {}

    /** An item and whose it is. */
    record Held(CustomerId customer, SourceRef source, String body) {}

    /** Where an item stands in a list. */
    record Place(Instant at, SourceRef source) {}

    /** An item of a list, and where it stands. */
    record Entry(Section section, Place place, String body) {}
}
