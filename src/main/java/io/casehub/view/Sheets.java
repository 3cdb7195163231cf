package io.casehub.view;

import io.casehub.model.CustomerId;
import io.casehub.view.Items.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of ready-made sections. */
@Component
class Sheets {

    private static final String READ = select(Parts.ALL);

    private final JdbcClient jdbc;
    private final ViewsAtHand atHand;

    Sheets(JdbcClient jdbc, ViewsAtHand atHand) {
        this.jdbc = jdbc;
        this.atHand = atHand;
    }

    /** The sections that are wanted, and no others. */
    Optional<Sheet> read(CustomerId customer, Parts parts) {
        var sql = parts.equals(Parts.ALL) ? READ : select(parts);
        return jdbc.sql(sql).param(customer.value()).query((row, number) -> {
            var sections = new byte[Section.values().length][];
            int column = 2;
            for (var section : parts.sections()) {
                sections[section.ordinal()] = row.getBytes(column++);
            }
            return new Sheet(row.getLong(1), sections);
        }).optional();
    }

    /** The profiles of these customers, of those who have one. */
    Map<CustomerId, byte[]> profiles(Collection<CustomerId> customers) {
        var profiles = new HashMap<CustomerId, byte[]>();
        jdbc.sql(
                "select customer_id, profile from customer_view where customer_id = any(?::uuid[]) and profile is not null")
                .param(customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(row -> {
                    profiles.put(new CustomerId(row.getObject("customer_id", UUID.class)), row.getBytes("profile"));
                });
        return profiles;
    }

    private static String select(Parts parts) {
        return "select version" + parts.sections().stream().map(section -> ", " + section.word()).collect(
                Collectors.joining()) + " from customer_view where customer_id = ?";
    }

    /**
     * Makes sure that these customers have a row, and keeps others away from them until the transaction
     * ends.
     */
    void lock(Collection<CustomerId> customers) {
        var ids = customers.stream().sorted().map(CustomerId::value).toArray(UUID[]::new);
        jdbc.sql("insert into customer_view (customer_id) select * from unnest(?::uuid[]) on conflict do nothing")
                .params((Object) ids)
                .update();
        jdbc.sql(
                """
                        select count(*) from (
                            select 1 from customer_view where customer_id = any(?::uuid[]) order by customer_id for update) locked
                        """)
                .params((Object) ids).query(Long.class).single();
    }

    void remove(Collection<CustomerId> customers) {
        atHand.forgetAfterCommit(customers);
        jdbc.sql("delete from customer_view where customer_id = any(?::uuid[])")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .update();
    }

    /** Writes sections, one statement for each kind that occurs. */
    void write(Map<Part, byte[]> parts) {
        atHand.forgetAfterCommit(parts.keySet().stream().map(Part::customer).distinct().toList());
        var bySection = new HashMap<Section, List<Part>>();
        parts.keySet().forEach(part -> bySection.computeIfAbsent(part.section(), any -> new ArrayList<>())
                .add(part));
        bySection.forEach((section, of) -> jdbc.sql("""
                update customer_view c set %1$s = n.bytes, version = c.version + 1
                from unnest(?::uuid[], ?::bytea[]) as n(customer_id, bytes)
                where c.customer_id = n.customer_id
                """.formatted(section.word()))
                .params(of.stream().map(part -> part.customer().value()).toArray(UUID[]::new),
                        of.stream().map(parts::get).toArray(byte[][]::new))
                .update());
    }

    /**
     * What these customers have been told to have noticed of them, of those who have anything of the
     * kind or are of interest, who are kept away from others until the transaction ends.
     *
     * @param ofInterest those whose profile is read, too
     */
    Map<CustomerId, Marked> marked(Collection<CustomerId> customers, Collection<CustomerId> ofInterest) {
        var marked = new HashMap<CustomerId, Marked>();
        jdbc.sql("""
                select customer_id, signals, due_at, case when customer_id = any(:interest) then profile end as profile
                from customer_view
                where customer_id = any(:all)
                  and (signals is not null or due_at is not null or customer_id = any(:interest))
                order by customer_id for update
                """)
                .param("all", customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .param("interest", ofInterest.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(row -> {
                    marked.put(new CustomerId(row.getObject("customer_id", UUID.class)),
                            new Marked(row.getBytes("profile"), row.getBytes("signals"),
                                    instant(row.getObject("due_at", OffsetDateTime.class))));
                });
        return marked;
    }

    /** Writes what is noticed now; a version more where that is something else than before. */
    void mark(Map<CustomerId, Marked> marks) {
        var rows = List.copyOf(marks.entrySet());
        jdbc.sql("""
                update customer_view c set signals = n.signals, due_at = n.due_at,
                       version = c.version + (c.signals is distinct from n.signals)::int
                from unnest(?::uuid[], ?::bytea[], ?::timestamptz[]) as n(customer_id, signals, due_at)
                where c.customer_id = n.customer_id
                """)
                .params(rows.stream().map(row -> row.getKey().value()).toArray(UUID[]::new),
                        rows.stream().map(row -> row.getValue().signals()).toArray(byte[][]::new),
                        rows.stream().map(row -> row.getValue().dueAt())
                                .map(due -> due == null ? null : due.toString()).toArray(String[]::new))
                .update();
    }

    /** Customers of whom time has made something else, those who wait longest first. */
    List<CustomerId> due(Instant now, int limit) {
        return jdbc.sql("select customer_id from customer_view where due_at <= ? order by due_at limit ?")
                .params(now.atOffset(ZoneOffset.UTC), limit)
                .query((row, number) -> new CustomerId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Makes these customers be looked at anew. */
    void wake(Collection<CustomerId> customers, Instant at) {
        lock(customers);
        jdbc.sql("update customer_view set due_at = ? where customer_id = any(?::uuid[])")
                .params(at.atOffset(ZoneOffset.UTC), customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * What is noticed of a customer.
     *
     * @param profile where it was asked for
     * @param signals the section, {@code null} where nothing is noticed
     * @param dueAt when time alone makes that another
     */
    record Marked(byte @Nullable [] profile, byte @Nullable [] signals, @Nullable Instant dueAt) {}

    /** A customer's sections, by {@link Section#ordinal}. */
    record Sheet(long version, byte[][] sections) {

        Optional<byte[]> section(Section section) {
            return Optional.ofNullable(sections[section.ordinal()]);
        }
    }
}
