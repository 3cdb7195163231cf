package io.casehub.identity;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.firm;
import static io.casehub.Arrivals.Arrival.invoice;
import static io.casehub.Arrivals.Arrival.mail;
import static io.casehub.Arrivals.Arrival.order;
import static io.casehub.Arrivals.Arrival.sender;
import static io.casehub.Arrivals.Arrival.shipment;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.identity.IdentityDecisions.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityIT {

    private static @Nullable Map<String, String> undisturbed;

    @TempDir
    static Path temp;

    @Test
    void factsThatComeBeforeTheirCustomerAreHis() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(order("B-1", "K1"), invoice("RE-1", "D-1"), ticket("7", "1"));
            var expected = hub.customer("erp:K1");

            hub.arrive(customer("erp:K1", "Ada Byron", "a@x.example"),
                    customer("billing:D-1", "Ada Byron", "a@x.example"),
                    customer("crm:1", "Ada Byron", "a@x.example"));

            assertThat(hub.customer("billing:D-1")).isEqualTo(expected);
            assertThat(hub.shown(expected)).isEqualTo(Map.of("cases", List.of("crm:7"), "orders", List.of("erp:B-1"),
                    "invoices", List.of("billing:RE-1"), "customer", List.of("billing:D-1", "crm:1", "erp:K1")
                            .stream().sorted((a, b) -> rank(a) - rank(b)).toList()));
        }
    }

    @Test
    void whoPlacesAnOrderAndWhoPaysForItIsOneCustomerIfTheNamesAgreeWhicheverComesFirst() {
        var records = List.of(customer("erp:K1", "Ada Byron", "a@x.example"),
                customer("billing:D-1", "Byron, Ada", "other@y.example"), order("B-1", "K1"),
                invoice("RE-1", "D-1").with("order", "B-1"),
                customer("billing:D-2", "Otto Blum", "otto@y.example"), order("B-2", "K1"),
                invoice("RE-2", "D-2").with("order", "B-2"));
        for (int seed = 0; seed < 12; seed++) {
            try (var hub = new Arrivals(temp)) {
                var shuffled = new ArrayList<>(records);
                Collections.shuffle(shuffled, new Random(seed));
                shuffled.forEach(hub::arrive);

                assertThat(hub.customer("billing:D-1")).as("seed " + seed).isEqualTo(hub.customer("erp:K1"));
                assertThat(hub.customer("billing:D-2")).as("seed " + seed).isNotEqualTo(hub.customer("erp:K1"));
            }
        }
    }

    @Test
    void whoWritesFromACompanysOwnDomainStandsWithTheCompanyWhileThatIsOne() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(sender("kim@weber-logistik.example", "Kim Frey"),
                    sender("otto@post-direkt.example", "Otto Blum"));

            hub.arrive(firm("erp:K1", "Weber Logistik GmbH", "info@weber-logistik.example"),
                    firm("erp:K2", "Blum Papier GmbH", "blum@post-direkt.example"),
                    customer("crm:1", "Eva Weber", "eva@weber-logistik.example"));
            assertThat(hub.customer("email:kim@weber-logistik.example")).isEqualTo(hub.customer("erp:K1"))
                    .isNotEqualTo(hub.customer("crm:1"));
            assertThat(hub.customer("email:otto@post-direkt.example")).isNotEqualTo(hub.customer("erp:K2"));

            hub.arrive(firm("crm:2", "Logistik Weber KG", "ring@weber-logistik.example"));
            assertThat(hub.customer("crm:2")).isNotEqualTo(hub.customer("erp:K1"));
            assertThat(hub.customer("email:kim@weber-logistik.example"))
                    .isNotIn(hub.customer("crm:2"), hub.customer("erp:K1"));
        }
    }

    @Test
    void aShipmentIsTheirsWhoPlacedItsOrderAndGoesAlongWhenTheOrderDoes() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("erp:K1", "Ada Byron", "a@x.example"), customer("erp:K2", "Otto Blum", "o@x.example"));
            hub.arrive(shipment("VM1", "B-1"));
            hub.arrive(order("B-1", "K1"));
            assertThat(hub.shown(hub.customer("erp:K1"))).containsEntry("shipments", List.of("shipping:VM1"));

            hub.arrive(order("B-1", "K2").version(1));

            assertThat(hub.shown(hub.customer("erp:K1"))).containsOnlyKeys("customer");
            assertThat(hub.shown(hub.customer("erp:K2"))).containsEntry("shipments", List.of("shipping:VM1"))
                    .containsEntry("orders", List.of("erp:B-1"));
        }
    }

    @Test
    void aThinSenderAttachesAndDetachesWhenASecondHolderAppears() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(sender("home@x.example", "Family"), mail("m1", "home@x.example"));
            var own = hub.customer("email:home@x.example");

            hub.arrive(customer("crm:1", "Ada Byron", "home@x.example"));
            var ada = hub.customer("crm:1");
            assertThat(hub.customer("email:home@x.example")).isEqualTo(ada);
            assertThat(hub.rooms.get(Customers.class).survivor(own)).contains(ada);
            assertThat(hub.shown(ada)).containsEntry("interactions", List.of("email:m1"))
                    .containsEntry("customer", List.of("crm:1", "email:home@x.example"));

            hub.arrive(customer("crm:2", "George Byron", "home@x.example"));

            assertThat(hub.customer("email:home@x.example")).isEqualTo(own);
            assertThat(hub.rooms.get(Customers.class).survivor(own)).contains(own);
            assertThat(hub.shown(ada)).isEqualTo(Map.of("customer", List.of("crm:1")));
            assertThat(hub.shown(own)).isEqualTo(Map.of("interactions", List.of("email:m1"), "customer",
                    List.of("email:home@x.example")));
        }
    }

    @Test
    void aSenderFindsItsCustomerWhenTwoHoldersTurnOutToBeOne() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "home@x.example", "ada.byron@x.example"),
                    customer("erp:1", "Otto Blum", "home@x.example", "otto.blum@x.example"),
                    sender("home@x.example", "Family"), mail("m1", "home@x.example"));
            var holders = Set.of(hub.customer("crm:1"), hub.customer("erp:1"));
            assertThat(holders).hasSize(2).doesNotContain(hub.customer("email:home@x.example"));

            hub.rooms.get(IdentityDecisions.class).merge(holders, new Wish("agent:a", "they are one firm", false),
                    seen -> seen);

            assertThat(hub.customer("erp:1")).isEqualTo(hub.customer("crm:1"));
            assertThat(hub.customer("email:home@x.example")).isEqualTo(hub.customer("crm:1"));
            assertThat(hub.shown(hub.customer("crm:1"))).containsEntry("interactions", List.of("email:m1"));
        }
    }

    @Test
    void whoeverTurnsOutToBeSomebodyElseIsPartedAtOnce() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "a@x.example"), ticket("7", "1"));
            hub.arrive(customer("erp:K1", "Ada Byron", "a@x.example"), order("B-1", "K1"));
            var ada = hub.customer("crm:1");
            assertThat(hub.customer("erp:K1")).isEqualTo(ada);

            hub.arrive(customer("erp:K1", "Otto Blum", "otto@y.example").version(1));

            assertThat(hub.customer("erp:K1")).isNotEqualTo(ada);
            assertThat(hub.shown(ada)).containsKey("cases").doesNotContainKey("orders");
            assertThat(hub.shown(hub.customer("erp:K1"))).containsEntry("orders", List.of("erp:B-1"));
        }
    }

    @Test
    void aMergeLeadsRetiredIdsOnAndMovesWhatWasTheirs() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "a@x.example"), ticket("7", "1"));
            hub.arrive(customer("erp:K1", "Ada Byron", "b@x.example"), order("B-1", "K1"), shipment("VM1", "B-1"));
            hub.arrive(customer("erp:K2", "Ada Byron", "c@x.example"), order("B-2", "K2"));
            var first = hub.customer("crm:1");
            var retired = List.of(hub.customer("erp:K1"), hub.customer("erp:K2"));

            hub.arrive(customer("billing:D-1", "Ada Byron", "a@x.example", "b@x.example", "c@x.example"));

            assertThat(hub.customer("billing:D-1")).isEqualTo(first);
            assertThat(retired).allSatisfy(id -> {
                assertThat(hub.rooms.get(Customers.class).survivor(id)).contains(first);
                assertThat(hub.shown(id)).isEmpty();
            });
            assertThat(hub.shown(first).get("orders")).containsExactlyInAnyOrder("erp:B-1", "erp:B-2");
            assertThat(hub.shown(first)).containsEntry("shipments", List.of("shipping:VM1"))
                    .containsEntry("cases", List.of("crm:7"));
        }
    }

    @Test
    void casesMoveWithTheirCustomers() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("erp:K1", "Ada Byron", "b@x.example"));
            hub.arrive(customer("crm:1", "Ada Byron", "a@x.example"), ticket("7", "1"));

            hub.arrive(customer("billing:D-1", "Ada Byron", "a@x.example", "b@x.example"));

            assertThat(hub.customer("crm:1")).isEqualTo(hub.customer("erp:K1"));
            assertThat(hub.shown(hub.customer("erp:K1"))).containsEntry("cases", List.of("crm:7"));
            assertThat(hub.database.jdbc().sql("select count(*) from audit_entry where action = 'customer.changed'")
                    .query(Integer.class).single()).isEqualTo(1);
        }
    }

    @Test
    void aFactWhoseCustomerNeverComesWaitsWithAnUnknownOne() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(order("B-1", "K1"));

            assertThat(hub.shown(hub.customer("erp:K1"))).isEqualTo(Map.of("orders", List.of("erp:B-1")));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whateverOrderRecordsArriveInTheResultIsTheSame(long seed) {
        if (undisturbed == null) {
            undisturbed = projection(world(), new Random(99));
        }
        var world = world();
        Collections.shuffle(world, new Random(seed));

        var projection = projection(world, new Random(seed));

        assertThat(projection.keySet()).isEqualTo(undisturbed.keySet());
        undisturbed.forEach((customer, view) -> assertThat(projection.get(customer)).as(customer).isEqualTo(view));
    }

    private static Map<String, String> projection(List<Arrival> world, Random random) {
        try (var hub = new Arrivals(temp)) {
            for (int from = 0; from < world.size();) {
                int to = Math.min(world.size(), from + 1 + random.nextInt(12));
                hub.arrive(world.subList(from, to).toArray(Arrival[]::new));
                from = to;
            }
            return hub.projection();
        }
    }

    /**
     * A small town: households that share an address, people in several systems, senders nobody knows.
     */
    private static List<Arrival> world() {
        var random = new Random(5);
        var names = List.of("Ada Byron", "A. Byron", "George Byron", "Otto Blum", "Anna Blum");
        var world = new ArrayList<Arrival>();
        for (int i = 0; i < 24; i++) {
            var system = List.of("crm", "erp", "billing").get(i % 3);
            world.add(customer(system + ":" + i, names.get(random.nextInt(names.size())), address(random),
                    address(random)));
        }
        for (int i = 0; i < 8; i++) {
            world.add(sender("m" + i + "@x.example", names.get(random.nextInt(names.size()))));
            world.add(mail("mail" + i, "m" + i + "@x.example"));
        }
        for (int i = 0; i < 6; i++) {
            world.add(order("B-" + i, String.valueOf(random.nextInt(8) * 3 + 1)));
            world.add(shipment("VM" + i, "B-" + random.nextInt(7)));
            world.add(invoice("RE-" + i, String.valueOf(random.nextInt(9) * 3 + 2)));
            world.add(ticket("C" + i, i == 0 ? null : String.valueOf(random.nextInt(9) * 3)));
        }
        return world;
    }

    private static String address(Random random) {
        return "m" + random.nextInt(14) + "@x.example";
    }

    /** In the order of {@code mappings/ownership.yaml}. */
    private static int rank(String ref) {
        return List.of("crm", "erp", "billing", "shipping", "email").indexOf(ref.substring(0, ref.indexOf(':')));
    }
}
