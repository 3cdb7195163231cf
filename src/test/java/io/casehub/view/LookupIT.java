package io.casehub.view;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.invoice;
import static io.casehub.Arrivals.Arrival.order;
import static io.casehub.Arrivals.Arrival.shipment;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.identity.Customers;
import io.casehub.identity.NameMatch;
import io.casehub.model.CustomerId;
import io.casehub.model.Email;
import io.casehub.model.Entity;
import io.casehub.model.Phone;
import io.casehub.view.Lookup.Found;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is calling: by whatever he says, however he spells it, and by index alone. */
class LookupIT {

    private final Arrivals arrivals;

    LookupIT(@TempDir Path temp) {
        arrivals = new Arrivals(temp);
    }

    @AfterEach
    void closed() {
        arrivals.close();
    }

    @Test
    void aNameIsFoundHoweverItIsSpelt() {
        arrivals.arrive(customer("crm:1", "Annegret Müller-Lüdenscheidt"), customer("crm:2", "Jürgen Schmidt"),
                customer("crm:3", "Peter Maier"), customer("crm:4", "Юрий Гагарин"), customer("crm:5", "Ann Smith"));

        for (var asked : List.of("Annegret Müller", "muller annegret", "Mueller-Luedenscheidt", "Anegret Müler",
                "Annegrte Müller", "Anne Lüd", "annegret mueller luedenscheid", "Frau Lüdenscheidt")) {
            assertThat(names(asked)).as(asked).startsWith(customerOf("crm:1"));
        }
        assertThat(names("Juergen Schmitt")).containsExactly(customerOf("crm:2"));
        assertThat(names("Meyer")).containsExactly(customerOf("crm:3"));
        assertThat(names("Gagarin Yuri")).containsExactly(customerOf("crm:4"));
        assertThat(names("Xylophon")).isEmpty();
        assertThat(names("...")).isEmpty();
    }

    @Test
    void theNameThatIsMeantComesBeforeThoseLikeIt() {
        arrivals.arrive(customer("crm:1", "Peter Meyer"), customer("crm:2", "Peter Maier"),
                customer("crm:3", "Peter Meyers"), customer("crm:4", "Petra Maier"));

        var found = customers().byName("Peter Maier", 10);
        assertThat(found).extracting(NameMatch::customer).startsWith(customerOf("crm:2"), customerOf("crm:1"));
        assertThat(found.getFirst()).isEqualTo(new NameMatch(customerOf("crm:2"), 1, "as it is written"));
        assertThat(found.get(1).how()).isEqualTo("meyer sounds like maier");
        assertThat(found).isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
    }

    @Test
    void aNumberIsFoundHoweverItIsWritten() {
        arrivals.arrive(customer("crm:1", "Anna Blum"), customer("erp:1", "Anna Blum"),
                customer("billing:1", "Anna Blum"), customer("billing:2", "Uwe Ohm"), order("B-240123", "1"),
                invoice("R-240123", "2"), shipment("JD 0003.9000", "B-240123"), order("A-1", "1"),
                ticket("7", "1").with("number", "T/2026-17"));
        var erp = customerOf("erp:1");

        for (var asked : List.of("B-240123", "b240123", "B 240 123")) {
            assertThat(lookup().byNumber(Entity.ORDER, asked)).as(asked)
                    .containsExactly(new Found(erp, 1, "order B-240123 of erp"));
        }
        assertThat(lookup().byNumber(Entity.ORDER, "240123"))
                .containsExactly(new Found(erp, 0.9, "order B-240123 of erp, by its digits"));
        assertThat(lookup().byNumber(Entity.ORDER, "R-240123")).isEmpty();
        assertThat(lookup().byNumber(Entity.ORDER, "a1")).hasSize(1);
        assertThat(lookup().byNumber(Entity.INVOICE, "240123")).extracting(Found::customer)
                .containsExactly(customerOf("billing:2"));
        assertThat(lookup().byNumber(Entity.SHIPMENT, "jd00039000")).extracting(Found::customer).containsExactly(erp);
        assertThat(lookup().byCaseNumber("t 2026 17")).extracting(Found::customer)
                .containsExactly(customerOf("crm:1"));
        for (var key : List.of("erp:B-240123", "shipping:JD 0003.9000", "crm:7")) {
            var parts = key.split(":", 2);
            assertThat(lookup().byKey(parts[0], parts[1])).as(key).hasSize(1);
        }
        for (var none : List.of("-", "ü", "9".repeat(900))) {
            assertThat(lookup().byNumber(Entity.ORDER, none)).isEmpty();
        }
    }

    @Test
    void aNumberThatChangedIsFoundByTheNewOneAlone() {
        arrivals.arrive(customer("erp:1", "Anna Blum"), order("B-240123", "1"));
        arrivals.arrive(order("B-240123", "1").with("number", "B-999999").version(1));

        assertThat(lookup().byNumber(Entity.ORDER, "B-240123")).isEmpty();
        assertThat(lookup().byNumber(Entity.ORDER, "B-999999")).hasSize(1);
    }

    @Test
    void anOpenCaseIsShownHoweverManyClosedOnesAreNewer() {
        arrivals.arrive(customer("crm:1", "Anna Blum"),
                ticket("open", "1").with("subject", "Still open").with("openedAt", "2020-01-01T10:00:00Z"));
        IntStream.range(0, 25).forEach(n -> arrivals.arrive(ticket("c" + n, "1").with("status", "closed")
                .with("openedAt", "2026-02-%02dT10:00:00Z".formatted(n + 1))));

        var summary = arrivals.rooms.get(Summaries.class).of(List.of(customerOf("crm:1"))).getFirst();
        assertThat(summary.path("name").asText()).isEqualTo("Anna Blum");
        assertThat(summary.path("openCases")).hasSize(1);
        assertThat(summary.at("/openCases/0/subject").asText()).isEqualTo("Still open");
    }

    @Test
    void noLookupReadsATableFromEndToEnd() {
        arrivals.arrive(customer("crm:1", "Anna Blum", "anna@blum.example", "+493012345678"), customer("erp:1", "Anna"),
                order("B-240123", "1"), ticket("7", "1").with("number", "T-70123"));
        var anna = customerOf("crm:1");
        manyOthers();

        var reads = arrivals.database.transaction().execute(status -> {
            assertThat(customers().byContact(new Email("anna@blum.example"), 10)).hasSize(1);
            assertThat(customers().byContact(new Phone("+493012345678"), 10)).hasSize(1);
            assertThat(customers().byName("Ana Blumm", 10)).isNotEmpty();
            assertThat(customers().byName("Anna Blum", 10)).isNotEmpty();
            assertThat(customers().byRecord("crm", "1", 10)).hasSize(1);
            assertThat(lookup().byNumber(Entity.ORDER, "B-240123")).hasSize(1);
            assertThat(lookup().byCaseNumber("T-70123")).hasSize(1);
            assertThat(lookup().byKey("crm", "7")).hasSize(1);
            assertThat(arrivals.rooms.get(Summaries.class).of(List.of(anna))).hasSize(1);
            return arrivals.database.jdbc().sql("""
                    select coalesce(string_agg(relname || ' ' || seq_tup_read, ', '), '') from pg_stat_xact_user_tables
                    where seq_tup_read > 1000
                    """).query(String.class).single();
        });
        assertThat(reads).isEmpty();
    }

    /** So many that the planner looks for a better way than through all of them. */
    private void manyOthers() {
        arrivals.database.jdbc().sql("""
                insert into member (id, system, key, customer_id, own_id, seen, thin, name)
                select nextval('member_id'), 'bulk', n::text, c, c, true, false, 'person ' || n
                from (select n, gen_random_uuid() as c from generate_series(1, 30000) n) others
                """).update();
        for (var sql : List.of(
                "insert into member_spelling select id, to_tsvector('simple', name) from member where system = 'bulk'",
                "insert into match_key (key, system, record_key) select 'email:' || key || '@x.example', system, key from member where system = 'bulk'",
                """
                        insert into view_item (system, entity, key, customer_id, section, at, body)
                        select system, 'order', key, customer_id, 'orders', now(), '{"number":"X-' || key || '0000"}'
                        from member where system = 'bulk'
                        """,
                "insert into claim (system, entity, key, by_system, by_key) select system, 'order', key, system, key from member where system = 'bulk'",
                """
                        insert into search_text (system, kind, key, customer_id, number_key, at, words)
                        select system, 'case', key, customer_id, key || '0000', now(), to_tsvector('simple', name)
                        from member where system = 'bulk'
                        """,
                "insert into customer_view (customer_id, profile) select customer_id, '{}' from member where system = 'bulk'",
                """
                        insert into hub_case (id, customer_id, subject, status, priority, origin_system, origin_entity, origin_key, opened_at, changed_at)
                        select gen_random_uuid(), customer_id, 'bulk', 'closed', 'normal', system, 'case', key, now(), now()
                        from member where system = 'bulk'
                        """,
                "analyze")) {
            arrivals.database.jdbc().sql(sql).update();
        }
    }

    private List<CustomerId> names(String asked) {
        return customers().byName(asked, 10).stream().map(NameMatch::customer).toList();
    }

    private CustomerId customerOf(String ref) {
        return arrivals.customer(ref);
    }

    private Customers customers() {
        return arrivals.rooms.get(Customers.class);
    }

    private Lookup lookup() {
        return arrivals.rooms.get(Lookup.class);
    }
}
