package io.casehub.identity;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.mail;
import static io.casehub.Arrivals.Arrival.order;
import static io.casehub.Arrivals.Arrival.sender;
import static io.casehub.Arrivals.Arrival.shipment;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.identity.IdentityDecisions.Wish;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide, seen in the hub's own rooms. */
class IdentityDecisionsIT {

    private static final Wish DONE = new Wish("agent:ada", "she said so on the phone", false);
    private static final Wish PREVIEW = new Wish("agent:ada", "to see", true);

    @TempDir
    static Path temp;

    @Test
    void mergedByHandTheOldestSurvivesAndEverythingFollows() {
        try (var hub = hub()) {
            var elder = hub.customer("erp:K1");
            var younger = hub.customer("crm:1");

            var outcome = decisions(hub).merge(Set.of(elder, younger), DONE, seen -> seen);

            assertThat(outcome.retired()).isEqualTo(Map.of(younger, elder));
            assertThat(hub.customer("crm:1")).isEqualTo(elder);
            assertThat(hub.rooms.get(Customers.class).survivor(younger)).contains(elder);
            assertThat(hub.shown(elder)).containsEntry("cases", List.of("crm:7"))
                    .containsEntry("orders", List.of("erp:B-1"))
                    .containsEntry("interactions", List.of("email:m1"));
            assertThat(hub.shown(younger)).isEmpty();
            assertThat(audit(hub, elder)).containsExactly("agent:ada customer.merged");
        }
    }

    @Test
    void joinedChangedAndSplitItIsAsIfNeverJoined() {
        try (var undisturbed = hub(); var hub = hub()) {
            undisturbed.arrive(later());
            var elder = hub.customer("erp:K1");
            var younger = hub.customer("crm:1");
            decisions(hub).merge(Set.of(elder, younger), DONE, seen -> seen);
            hub.arrive(later());

            var outcome = decisions(hub).split(elder, Set.of(record("crm", "1")), DONE, seen -> seen);

            assertThat(outcome.customers().keySet()).isEqualTo(Set.of(elder, younger));
            assertThat(hub.rooms.get(Customers.class).survivor(younger)).contains(younger);
            assertThat(hub.shown(elder)).isEqualTo(undisturbed.shown(undisturbed.customer("erp:K1")));
            assertThat(hub.shown(younger)).isEqualTo(undisturbed.shown(undisturbed.customer("crm:1")));
        }
    }

    @Test
    void whatWasSplitStaysApartWhateverTheModelMakesOfIt() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "a@x.example"), customer("erp:1", "Ada Byron", "a@x.example"));
            var one = hub.customer("crm:1");
            assertThat(hub.customer("erp:1")).isEqualTo(one);

            decisions(hub).split(one, Set.of(record("erp", "1")), DONE, seen -> seen);
            hub.arrive(customer("crm:1", "Ada Byron", "a@x.example", "+493012345678").version(1),
                    customer("erp:1", "Ada Byron", "a@x.example", "+493012345678").version(1));

            assertThat(hub.customer("erp:1")).isNotEqualTo(hub.customer("crm:1"));
            assertThat(hub.rooms.get(Explanations.class).reviews(0, 10)).isEmpty();
        }
    }

    @Test
    void aPreviewShowsItAndChangesNothing() {
        try (var hub = hub()) {
            var elder = hub.customer("erp:K1");
            var younger = hub.customer("crm:1");
            var before = hub.projection();

            var outcome = decisions(hub).merge(Set.of(elder, younger), PREVIEW, seen -> seen);

            assertThat(outcome.isDone()).isFalse();
            assertThat(outcome.customers().get(elder)).contains(record("crm", "1"), record("erp", "K1"));
            assertThat(hub.projection()).isEqualTo(before);
            assertThat(audit(hub, elder)).isEmpty();
        }
    }

    @Test
    void whatTheModelIsNotSureOfIsAskedOnceAndNeverAgain() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "+493012345678"),
                    customer("erp:1", "A. Byron", "+493012345678"),
                    customer("billing:1", "A. Byron", "+493012345678"));
            var explanations = hub.rooms.get(Explanations.class);
            var asked = explanations.reviews(0, 10);
            assertThat(asked).isNotEmpty();
            assertThat(asked.getFirst().steps()).contains("\"phone\"");

            while (!explanations.reviews(0, 10).isEmpty()) {
                decisions(hub).review(explanations.reviews(0, 10).getFirst().id(), false, DONE, seen -> seen);
            }
            hub.arrive(customer("erp:1", "A. Byron", "+493012345678").version(1));

            assertThat(explanations.reviews(0, 10)).isEmpty();
            assertThat(hub.customer("crm:1")).isNotEqualTo(hub.customer("erp:1"));
            assertThatThrownBy(() -> decisions(hub).review(asked.getFirst().id(), true, DONE, seen -> seen))
                    .isInstanceOf(DecisionImpossible.class).hasMessageContaining("is not open");
        }
    }

    @Test
    void aReviewAnsweredWithSameMergesAndExplainsItself() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(customer("crm:1", "Ada Byron", "+493012345678"),
                    customer("erp:1", "A. Byron", "+493012345678"));
            var explanations = hub.rooms.get(Explanations.class);

            decisions(hub).review(explanations.reviews(0, 10).getFirst().id(), true, DONE, seen -> seen);

            assertThat(hub.customer("erp:1")).isEqualTo(hub.customer("crm:1"));
            assertThat(explanations.of(hub.customer("crm:1")))
                    .anySatisfy(reason -> assertThat(reason.verdict() + " " + reason.by() + " " + reason.because())
                            .isEqualTo("same agent:ada she said so on the phone"))
                    .anySatisfy(reason -> assertThat(reason.verdict()).isEqualTo("review"));
        }
    }

    @Test
    void whenTheRulesChangeEverybodyIsJudgedAnewAndAPreviewShowsItFirst() throws IOException {
        try (var hub = new Arrivals(temp, more -> more.registerBean("own", Matching.class, () -> new Matching(temp),
                definition -> definition.setPrimary(true)), "ingest", "audit", "identity", "cases",
                "outbound.corrections", "view")) {
            hub.arrive(customer("crm:1", "Ada Byron", "+493012345678"), customer("erp:1", "A. Byron", "+493012345678"));
            var shipped = Files.readString(Path.of("mappings/matching.yaml"));
            assertThat(hub.customer("erp:1")).isNotEqualTo(hub.customer("crm:1"));
            var reidentification = hub.rooms.get(Reidentification.class);
            Files.writeString(temp.resolve("matching.yaml"), shipped.replaceFirst("(?m)^version: .*", "version: bold")
                    .replace("decide: {join: 5, review: 0}", "decide: {join: 0, review: -5}"));

            assertThat(reidentification.preview().merged()).hasSize(1);
            assertThat(hub.customer("erp:1")).isNotEqualTo(hub.customer("crm:1"));
            assertThat(reidentification.apply().merged()).hasSize(1);
            assertThat(hub.customer("erp:1")).isEqualTo(hub.customer("crm:1"));

            Files.writeString(temp.resolve("matching.yaml"),
                    shipped.replaceFirst("(?m)^version: .*", "version: again"));
            assertThat(reidentification.apply().moved()).hasSize(1);
            assertThat(hub.customer("erp:1")).isNotEqualTo(hub.customer("crm:1"));
        }
    }

    @Test
    void splitsThatMakeNoSenseAreRefused() {
        try (var hub = hub()) {
            var ada = hub.customer("crm:1");
            assertThatThrownBy(() -> decisions(hub).split(ada, Set.of(record("crm", "1")), DONE, seen -> seen))
                    .isInstanceOf(DecisionImpossible.class).hasMessageContaining("not all of them");
            assertThatThrownBy(() -> decisions(hub).merge(Set.of(ada), DONE, seen -> seen))
                    .isInstanceOf(DecisionImpossible.class).hasMessageContaining("two customers or more");
        }
    }

    private static Arrivals hub() {
        var hub = new Arrivals(temp);
        hub.arrive(customer("erp:K1", "Ada Byron", "b@x.example"), order("B-1", "K1"), shipment("VM1", "B-1"));
        hub.arrive(customer("crm:1", "Augusta King", "a@x.example"), ticket("7", "1"));
        hub.arrive(sender("a@x.example", "Augusta"), mail("m1", "a@x.example"));
        return hub;
    }

    private static Arrival[] later() {
        return new Arrival[]{order("B-2", "K1"), ticket("8", "1"), mail("m2", "a@x.example"),
                customer("crm:1", "Augusta King", "a@x.example", "+493012345678").version(1)};
    }

    private static IdentityDecisions decisions(Arrivals hub) {
        return hub.rooms.get(IdentityDecisions.class);
    }

    private static SourceRef record(String system, String key) {
        return new SourceRef(system, Entity.CUSTOMER, key);
    }

    private static List<String> audit(Arrivals hub, CustomerId customer) {
        return hub.database.jdbc().sql("""
                select actor || ' ' || action from audit_entry where subject_kind = 'customer' and subject_id = ?
                """).param(customer.toString()).query(String.class).list();
    }
}
