package io.casehub.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.ingest.Sources;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.view.Views.Stretch;
import io.casehub.view.Views.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was known then is answered, and what came since is not. */
class PastViewsIT {

    private static final String MAIL = "anna@blum.example";

    @TempDir
    static Path temp;

    private Arrivals hub = new Arrivals(temp);
    private PastViews past = hub.rooms.get(PastViews.class);
    private Cases cases = hub.rooms.get(Cases.class);

    @BeforeEach
    void annaIsKnownToThreeSystems() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", MAIL).version(1),
                Arrival.customer("erp:E1", "Anna Blum", MAIL).version(1), Arrival.order("A-1", "E1").version(1),
                Arrival.ticket("7", "1").version(1));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void whatIsKnownNowIsTheSameAsOfNow() throws Exception {
        hub.arrive(Arrival.invoice("R-1", "B1"), Arrival.customer("billing:B1", "Anna Blum", MAIL),
                Arrival.shipment("T1", "A-1"), Arrival.mail("m1", MAIL), Arrival.sender(MAIL, "Anna"));

        var now = json(hub.rooms.get(Views.class).read(anna()));
        var asOfNow = at(moment());

        for (var section : now.properties()) {
            var then = asOfNow.path(section.getKey()).deepCopy();
            for (var either : new JsonNode[]{section.getValue(), then}) { // when a case was written to the view
                either.path("items").forEach(item -> ((ObjectNode) item)
                        .remove(item.has("links") ? "fetchedAt" : "none"));
            }
            assertThat(then).as(section.getKey()).isEqualTo(section.getValue());
        }
    }

    @Test
    void laterVersionsAreNotSeenAndDeletedRecordsAreThereAgain() throws Exception {
        var then = moment();
        hub.arrive(Arrival.customer("crm:1", "Anna Blum-Berg", MAIL).version(2),
                Arrival.order("A-1", "E1").with("status", "shipped").version(2), Arrival.order("A-2", "E1").version(2));
        var between = moment();
        hub.arrive(Arrival.order("A-1", "E1").with("deleted", true).version(3));

        assertThat(at(then).at("/customer/name").asText()).isEqualTo("Anna Blum");
        assertThat(at(then).path("orders").path("count").asInt()).isEqualTo(1);
        assertThat(at(then).at("/orders/items/0/status").asText()).isEqualTo("placed");
        assertThat(at(between).path("orders").path("count").asInt()).isEqualTo(2);
        assertThat(at(moment()).at("/orders/items/0/number").asText()).isEqualTo("A-2");
        assertThat(at(moment()).path("orders").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void anOlderVersionThatCameLaterDoesNotSpeakForTheTimeBefore() throws Exception {
        hub.arrive(Arrival.order("A-1", "E1").with("status", "shipped").version(5));
        var then = moment();
        hub.arrive(Arrival.order("A-1", "E1").with("status", "confirmed").version(3));

        assertThat(at(then).at("/orders/items/0/status").asText()).isEqualTo("shipped");
        assertThat(at(moment()).at("/orders/items/0/status").asText()).isEqualTo("shipped");
    }

    @Test
    void aCaseIsWhatItsHistorySaysItWasAndWhatItsSourceHadSaid() throws Exception {
        var id = cases.of(anna()).getFirst().id();
        var then = moment();
        cases.change(id, Map.of(CaseField.ASSIGNEE, "ben", CaseField.PRIORITY, "urgent"), null, "agent:ada");
        hub.arrive(Arrival.ticket("7", "1").with("status", "resolved").with("sourceStatus", "DONE").version(2));
        hub.arrive(Arrival.ticket("8", "1").version(2));

        assertThat(at(then).at("/cases/count").asInt()).isEqualTo(1);
        assertThat(at(then).at("/cases/items/0/status").asText()).isEqualTo("open");
        assertThat(at(then).at("/cases/items/0/priority").asText()).isEqualTo("normal");
        assertThat(at(then).at("/cases/items/0").has("assignee")).isFalse();
        assertThat(at(then).at("/cases/items/0/links/0").has("sourceStatus")).isFalse();
        assertThat(at(moment()).path("cases").path("items")).extracting(item -> item.path("status").asText())
                .containsExactlyInAnyOrder("open", "resolved");
    }

    @Test
    void beforeTheFirstRecordNobodyWasKnown() {
        assertThat(past.read(anna(), Instant.now().minus(Duration.ofHours(1)), Parts.ALL, false)).isEmpty();
        assertThat(past.timeline(anna(), Instant.now().minus(Duration.ofHours(1)), null, null, 10)).isEmpty();
    }

    @Test
    void theTimeLineOfThenIsPagedWithoutHolesOrDoubles() throws Exception {
        hub.arrive(IntStream.range(0, 30).mapToObj(n -> Arrival.order("P-" + n, "E1")).toArray(Arrival[]::new));
        var then = moment();
        hub.arrive(IntStream.range(30, 40).mapToObj(n -> Arrival.order("P-" + n, "E1")).toArray(Arrival[]::new));

        assertThat(at(then).at("/orders/count").asInt()).isEqualTo(31);
        assertThat(at(then).at("/orders/items")).hasSize(20);
        assertThat(at(then).at("/orders/next").asText()).endsWith("/timeline?section=orders&asOf=" + then);
        var first = stretch(then, null);
        var second = stretch(then, first.next().orElseThrow());
        var third = stretch(then, second.next().orElseThrow());
        assertThat(third.next()).isEmpty();
        assertThat(Stream.of(first, second, third).flatMap(one -> one.items().stream())
                .map(entry -> entry.at("/item/number").asText())).hasSize(31).doesNotHaveDuplicates();
    }

    @Test
    void aSourceThatWasAwayThenIsSaidToHaveBeen() throws Exception {
        var sources = hub.rooms.get(Sources.class);
        sources.reached("crm", "crm-customers");
        var before = moment();
        sources.failed("crm", "crm-customers", "refused");
        sources.failed("crm", "crm-customers", "refused");
        var during = moment();
        sources.reached("crm", "crm-customers");

        assertThat(at(before).at("/sources/crm/state").asText()).isEqualTo("ok");
        assertThat(at(during).at("/sources/crm/state").asText()).isEqualTo("down");
        assertThat(Instant.parse(at(during).at("/sources/crm/since").asText())).isBetween(before, during);
        assertThat(at(moment()).at("/sources/crm/state").asText()).isEqualTo("ok");
    }

    private CustomerId anna() {
        return hub.customer("crm:1");
    }

    private Stretch stretch(Instant at, @Nullable String behind) {
        return past.timeline(anna(), at, Section.ORDERS, behind, 12).orElseThrow();
    }

    private JsonNode at(Instant time) {
        return json(past.read(anna(), time, Parts.ALL, false).orElseThrow());
    }

    private static JsonNode json(View view) {
        return ExactJson.parse(new String(view.json(), StandardCharsets.UTF_8));
    }

    /** Between what was and what will be. */
    private static Instant moment() throws InterruptedException {
        Thread.sleep(5);
        var now = Instant.now();
        Thread.sleep(5);
        return now;
    }
}
