package io.casehub.cases.linking;

import io.casehub.cases.linking.Item.Place;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of source cases and interactions, with what they name. Statements take many at once.
 */
@Component
class ItemTable {

    private static final String SAVE = """
            insert into case_item (system, entity, key, customer_id, at, spoken, names, in_fields, in_subject, in_text,
                                   in_reply, related)
            select n.system, n.entity, n.key, n.customer, n.at, n.spoken, n.names::text[], n.fields::text[],
                   n.subject::text[], n.text::text[], n.reply::text[], n.related::text[]
            from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[], ?::boolean[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n(system, entity, key, customer, at, spoken, names, fields, subject, text, reply, related)
            on conflict (system, entity, key) do update
            set customer_id = excluded.customer_id, at = excluded.at, spoken = excluded.spoken,
                names = excluded.names, in_fields = excluded.in_fields, in_subject = excluded.in_subject,
                in_text = excluded.in_text, in_reply = excluded.in_reply, related = excluded.related
            where (case_item.customer_id, case_item.at, case_item.names, case_item.in_fields, case_item.in_subject,
                   case_item.in_text, case_item.in_reply, case_item.related)
                  is distinct from
                  (excluded.customer_id, excluded.at, excluded.names, excluded.in_fields, excluded.in_subject,
                   excluded.in_text, excluded.in_reply, excluded.related)
            returning system, entity, key
            """;

    private final JdbcClient jdbc;

    ItemTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes items and answers those of which anything became different. */
    Set<SourceRef> save(Collection<Item> items) {
        var sorted = List.copyOf(items.stream()
                .collect(Collectors.toMap(Item::source, Function.identity(), (first, last) -> last, TreeMap::new))
                .values());
        return Set.copyOf(jdbc
                .sql(SAVE)
                .params(texts(sorted, item -> item.source().system()),
                        texts(sorted, item -> item.source().entity().word()),
                        texts(sorted, item -> item.source().key()), customers(sorted),
                        texts(sorted, item -> item.at().toString()),
                        sorted.stream().map(Item::isSpoken).toArray(Boolean[]::new),
                        texts(sorted, item -> array(item.names())), mentions(sorted, Place.FIELD),
                        mentions(sorted, Place.SUBJECT), mentions(sorted, Place.TEXT), mentions(sorted, Place.REPLY),
                        texts(sorted, item -> array(item.related().stream().map(SourceRef::toString).toList())))
                .query(ItemTable::source).list());
    }

    /** Gives everything of retired customers to those they led to, and answers it. */
    Set<SourceRef> merge(Map<CustomerId, CustomerId> survivors) {
        var pairs = List.copyOf(survivors.entrySet());
        return Set.copyOf(jdbc.sql("""
                update case_item i set customer_id = pair.into_id
                from unnest(?::uuid[], ?::uuid[]) as pair(from_id, into_id)
                where i.customer_id = pair.from_id
                returning system, entity, key
                """)
                .params(pairs.stream().map(pair -> pair.getKey().value()).toArray(UUID[]::new),
                        pairs.stream().map(pair -> pair.getValue().value()).toArray(UUID[]::new))
                .query(ItemTable::source).list());
    }

    List<Item> find(Collection<SourceRef> sources) {
        return jdbc.sql("""
                select * from case_item
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(texts(sources, SourceRef::system), texts(sources, source -> source.entity().word()),
                        texts(sources, SourceRef::key))
                .query(ItemTable::item).list();
    }

    /** What these customers have between two times, in the order of its references. */
    List<Item> of(Collection<CustomerId> customers, Instant from, Instant to) {
        return jdbc
                .sql("""
                        select * from case_item where customer_id = any(?::uuid[]) and at between ?::timestamptz and ?::timestamptz
                        order by system, entity, key
                        """)
                .params(customers.stream().map(CustomerId::value).toArray(UUID[]::new), from.toString(), to.toString())
                .query(ItemTable::item).list();
    }

    /** What these customers have that names anything. */
    List<Item> naming(Collection<CustomerId> customers) {
        return jdbc.sql("""
                select * from case_item where customer_id = any(?::uuid[])
                  and cardinality(in_fields || in_subject || in_text || in_reply) > 0
                """)
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(ItemTable::item).list();
    }

    /** Notes the one order each item is about for certain, {@code null} where there is none. */
    void anchor(Map<SourceRef, @Nullable String> anchors) {
        var sorted = List.copyOf(new TreeMap<>(anchors).entrySet());
        jdbc.sql("""
                update case_item i set anchor = n.anchor
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n(system, entity, key, anchor)
                where (i.system, i.entity, i.key) = (n.system, n.entity, n.key) and i.anchor is distinct from n.anchor
                """)
                .params(texts(sorted, entry -> entry.getKey().system()),
                        texts(sorted, entry -> entry.getKey().entity().word()),
                        texts(sorted, entry -> entry.getKey().key()), texts(sorted, Map.Entry::getValue))
                .update();
    }

    /** Those of the records whose customer spoke, with the time of it. */
    Map<SourceRef, Instant> spoken(Collection<SourceRef> sources) {
        return find(sources).stream().filter(Item::isSpoken).collect(Collectors.toMap(Item::source, Item::at));
    }

    /** Groups are made of these. */
    List<Groups.Node> nodes(Collection<SourceRef> sources) {
        return jdbc.sql("""
                select system, entity, key, customer_id, at, anchor from case_item
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                """)
                .params(texts(sources, SourceRef::system), texts(sources, source -> source.entity().word()),
                        texts(sources, SourceRef::key))
                .query((row, number) -> new Groups.Node(source(row, number), customer(row), at(row),
                        row.getString("anchor")))
                .list();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        var mentions = new EnumMap<Place, Set<String>>(Place.class);
        mentions.put(Place.FIELD, set(row, "in_fields"));
        mentions.put(Place.SUBJECT, set(row, "in_subject"));
        mentions.put(Place.TEXT, set(row, "in_text"));
        mentions.put(Place.REPLY, set(row, "in_reply"));
        return new Item(source(row, number), customer(row), at(row), row.getBoolean("spoken"), set(row, "names"),
                mentions, set(row, "related").stream().map(ItemTable::reference).collect(Collectors.toSet()));
    }

    static SourceRef source(ResultSet row, int number) throws SQLException {
        return SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key"));
    }

    private static @Nullable CustomerId customer(ResultSet row) throws SQLException {
        var id = row.getObject("customer_id", UUID.class);
        return id == null ? null : new CustomerId(id);
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static SourceRef reference(String text) {
        var parts = text.split(":", 3);
        return SourceRef.of(parts[0], parts[1], parts[2]);
    }

    static Set<String> set(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }

    private static @Nullable String[] mentions(List<Item> items, Place place) {
        return texts(items, item -> array(item.mentioned(place)));
    }

    /** An array within an array of others' lengths goes as text: unnest would take it apart. */
    static String array(Collection<String> values) {
        return values.stream().sorted().map(value -> "\"" + value.replaceAll("([\"\\\\])", "\\\\$1") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable UUID[] customers(Collection<Item> items) {
        return items.stream().map(item -> item.customer() == null ? null : item.customer().value())
                .toArray(UUID[]::new);
    }
}
