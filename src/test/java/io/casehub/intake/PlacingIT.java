package io.casehub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interactions that connectors bring, and the cases they name. */
class PlacingIT {

    private static final SourceRef MESSAGE = new SourceRef("crm", Entity.INTERACTION, "m");

    @TempDir
    static Path temp;

    private final Arrivals hub = new Arrivals(temp, more -> {
    }, "ingest", "audit", "identity", "cases", "intake", "outbound.corrections", "view");
    private final Cases cases = hub.rooms.get(Cases.class);

    @BeforeEach
    void twoCustomers() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", "anna@blum.example"),
                Arrival.customer("crm:2", "Eve Else", "eve@else.example"));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aMessageOfATicketIsInItsCaseWhicheverComesFirst() {
        hub.arrive(Arrival.message("m", "1").with("belongsTo", Map.of("key", "7")));
        assertThat(placed()).isEmpty();

        hub.arrive(Arrival.ticket("7", "1"));
        hub.arrive(Arrival.message("n", "1").with("belongsTo", Map.of("key", "7")));

        assertThat(placed()).contains(ticket());
        assertThat(cases.links(List.of(ticket()))).extracting(link -> link.source().key()).containsExactly("7", "m",
                "n");
        assertThat(hub.database.jdbc().sql("select count(*) from interaction_waiting").query(Long.class).single())
                .isZero();
    }

    @Test
    void aTicketsOwnSystemSaysWhetherAMessageReopensIt() {
        hub.arrive(Arrival.ticket("7", "1"));
        cases.change(ticket(), Map.of(CaseField.STATUS, "resolved"), null, "agent:ada");

        hub.arrive(Arrival.message("m", "1").with("belongsTo", Map.of("key", "7")));

        assertThat(cases.get(ticket()).status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void aSystemMayNameACaseOfTheHubByItsNumber() {
        hub.arrive(Arrival.ticket("7", "1"));
        cases.change(ticket(), Map.of(CaseField.STATUS, "resolved"), null, "agent:ada");

        hub.arrive(Arrival.message("m", "1").with("belongsTo", named(cases.get(ticket()).number()))
                .with("at", "2026-03-02T09:00:00Z"));

        assertThat(placed()).contains(ticket());
        assertThat(cases.get(ticket()).status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void nobodyNamesTheCaseOfAnotherNorOneThatIsNot() {
        hub.arrive(Arrival.ticket("7", "1"));

        for (var key : List.of(cases.get(ticket()).number(), "CH-999999", CaseId.next().toString(), "17")) {
            hub.arrive(Arrival.message("m", "2").with("belongsTo", named(key)).with("text", key));
            assertThat(placed()).as(key).isEmpty();
        }
    }

    @Test
    void aNumberThatAnybodyCanTypeIntoAFormIsNotBelieved() {
        hub.arrive(Arrival.ticket("7", "1"));
        var number = cases.get(ticket()).number();

        hub.arrive(Arrival.message("m", null).with("subject", "[" + number + "] me too"));
        assertThat(placed()).isEmpty();

        hub.arrive(Arrival.message("m", "1").with("subject", "[" + number + "] it is me").version(1));
        assertThat(placed()).contains(ticket());
    }

    @Test
    void whatAConnectorSaysOpensACaseOpensOne() {
        hub.arrive(Arrival.message("m", "1").with("opensCase", true).with("text", "My lamp\nis dark."));

        var opened = cases.get(placed().orElseThrow());
        assertThat(opened.subject()).startsWith("My lamp");
        assertThat(opened.customer()).isEqualTo(hub.customer("crm:1"));
        hub.arrive(Arrival.message("n", "1"));
        assertThat(cases.links(List.of(opened.id()))).hasSize(1);
    }

    private Optional<CaseId> placed() {
        return Optional.ofNullable(cases.linked(List.of(MESSAGE)).get(MESSAGE)).map(CaseLink::caseId);
    }

    private CaseId ticket() {
        var ticket = new SourceRef("crm", Entity.CASE, "7");
        return cases.linked(List.of(ticket)).values().iterator().next().caseId();
    }

    private static Map<String, String> named(String key) {
        return Map.of("system", "hub", "key", key);
    }
}
