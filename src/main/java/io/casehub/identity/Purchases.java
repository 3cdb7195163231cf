package io.casehub.identity;

import io.casehub.model.CaseRecord;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.Invoice;
import io.casehub.model.Order;
import io.casehub.model.SourceRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of who placed, who pays for and who has a case about which order. Two customer records
 * that an order ties together are looked at together, whatever contacts they have.
 */
@Component
class Purchases {

    private final JdbcClient jdbc;

    Purchases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what facts say, and answers the customer records of which anything is new. */
    Set<SourceRef> save(Collection<? extends Fact> facts) {
        var said = facts.stream().flatMap(fact -> of(fact).stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(Purchase.ORDER)));
        return said.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                        insert into bought (number, system, record_key)
                        select * from unnest(?::text[], ?::text[], ?::text[]) on conflict do nothing
                        returning system, record_key
                        """)
                        .params(Members.texts(said, Purchase::number),
                                Members.texts(said, bought -> bought.by().system()),
                                Members.texts(said, bought -> bought.by().key()))
                        .query((row, number) -> new SourceRef(row.getString(1), Entity.CUSTOMER, row.getString(2)))
                        .list());
    }

    /** Those that an order ties to one of these records, each pair once, with one order of theirs. */
    List<Tie> of(Collection<SourceRef> records) {
        return jdbc.sql("""
                select a.system, a.record_key, b.system, b.record_key, min(a.number)
                from unnest(?::text[], ?::text[]) as r(system, key)
                join bought a on a.system = r.system and a.record_key = r.key
                join bought b on b.number = a.number and (b.system, b.record_key) <> (a.system, a.record_key)
                group by 1, 2, 3, 4 order by 1, 2, 3, 4
                """)
                .params(Members.texts(records, SourceRef::system), Members.texts(records, SourceRef::key))
                .query((row, number) -> new Tie(new SourceRef(row.getString(1), Entity.CUSTOMER, row.getString(2)),
                        new SourceRef(row.getString(3), Entity.CUSTOMER, row.getString(4)), row.getString(5)))
                .list();
    }

    /** What two pages could quarrel about. */
    static Stream<String> keys(Fact fact) {
        return of(fact).stream().map(purchase -> "order:" + purchase.number());
    }

    private static Optional<Purchase> of(Fact fact) {
        return switch (fact) {
            case Order order when order.customer() != null ->
                Optional.of(new Purchase(order.number(), order.customer()));
            case Invoice invoice when invoice.customer() != null && invoice.order() != null ->
                Optional.of(new Purchase(invoice.order(), invoice.customer()));
            case CaseRecord said when said.customer() != null && said.order() != null ->
                Optional.of(new Purchase(said.order(), said.customer()));
            default -> Optional.empty();
        };
    }

    /** Two customer records of one order. */
    record Tie(SourceRef one, SourceRef other, String number) {

        Stream<SourceRef> ends() {
            return Stream.of(one, other);
        }
    }

    private record Purchase(String number, SourceRef by) {

        static final Comparator<Purchase> ORDER = Comparator.comparing(Purchase::number)
                .thenComparing(Purchase::by);
    }
}
