package io.casehub.view;

import io.casehub.model.CustomerId;
import io.casehub.view.Items.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of ready-made sections. */
@Component
class Sheets {

    private static final String READ = select(Parts.ALL);

    private final JdbcClient jdbc;

    Sheets(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        jdbc.sql("delete from customer_view where customer_id = any(?::uuid[])")
                .params((Object) customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .update();
    }

    /** Writes sections, one statement for each kind that occurs. */
    void write(Map<Part, byte[]> parts) {
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

    /** A customer's sections, by {@link Section#ordinal}. */
    record Sheet(long version, byte[][] sections) {

        Optional<byte[]> section(Section section) {
            return Optional.ofNullable(sections[section.ordinal()]);
        }
    }
}
