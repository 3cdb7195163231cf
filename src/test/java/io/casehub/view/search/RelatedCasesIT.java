package io.casehub.view.search;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.matter;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.CaseRelation;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.view.search.Related.Reason;
import io.casehub.view.search.Related.Tie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else has to do with a case, why, and how that was done with. */
class RelatedCasesIT {

    private final Arrivals arrivals;

    RelatedCasesIT(@TempDir Path temp) {
        arrivals = new Arrivals(temp);
    }

    @BeforeEach
    void thereAreAFewCases() {
        arrivals.arrive(customer("crm:1", "Anna Blum"), customer("crm:2", "Uwe Ohm"),
                ticket("7", "1").with("subject", "Waschmaschine verliert Wasser").with("order", "B-240123")
                        .with("openedAt", "2026-02-01T10:00:00Z"),
                ticket("8", "1").with("subject", "Rechnung fehlt").with("openedAt", "2025-02-01T10:00:00Z"),
                ticket("9", "2").with("subject", "Waschmaschine: verliert viel Wasser!")
                        .with("openedAt", "2025-03-01T10:00:00Z"),
                matter("billing:1", null).with("subject", "Gutschrift").with("order", "b 240123")
                        .with("openedAt", "2025-04-01T10:00:00Z"),
                ticket("10", "2").with("subject", "Kühlschrank zu laut").with("openedAt", "2025-05-01T10:00:00Z"));
    }

    @AfterEach
    void closed() {
        arrivals.close();
    }

    @Test
    void eachIsThereForAReasonAndTheStrongestComesFirst() {
        var found = related("Waschmaschine verliert Wasser");

        assertThat(found).extracting(other -> other.hub().subject()).containsExactly("Gutschrift",
                "Waschmaschine: verliert viel Wasser!", "Rechnung fehlt");
        assertThat(found).extracting(other -> other.reasons().getFirst().tie()).containsExactly(Tie.ORDER, Tie.TEXT,
                Tie.CUSTOMER);
        assertThat(found.getFirst().reasons()).containsExactly(new Reason(Tie.ORDER, 1, "order B-240123"));
        assertThat(found).allSatisfy(other -> assertThat(other.outcome()).isNull());
        assertThat(related("Kühlschrank zu laut")).extracting(other -> other.hub().subject())
                .containsExactly("Waschmaschine: verliert viel Wasser!");
    }

    @Test
    void howOneWasDoneWithIsTold() {
        var done = theCase("Waschmaschine: verliert");
        var cases = arrivals.rooms.get(Cases.class);
        cases.comment(done.id(), "The hose was loose", true, "agent:ben", Optional.empty());
        cases.comment(done.id(), "Thank you", false, "customer:x", Optional.empty());
        cases.change(done.id(), Map.of(CaseField.STATUS, "resolved"), null, "agent:ben");

        var outcome = Optional.ofNullable(related("Waschmaschine verliert Wasser").stream()
                .filter(other -> other.hub().id().equals(done.id())).findFirst().orElseThrow().outcome()).orElseThrow();
        assertThat(outcome.text()).isEqualTo("The hose was loose");
        assertThat(outcome.by()).isEqualTo("agent:ben");
        assertThat(outcome.isInternal()).isTrue();
    }

    @Test
    void whatSomebodyRelatedComesFirstAndReasonsAddUp() {
        var one = theCase("Waschmaschine verliert Wasser");
        var other = theCase("Rechnung fehlt");
        arrivals.rooms.get(CaseRelations.class).relate(one.id(), CaseRelation.Kind.PARENT, other.id(), "same move",
                "agent:ben");

        var first = related("Waschmaschine verliert Wasser").getFirst();
        assertThat(first.hub().id()).isEqualTo(other.id());
        assertThat(first.score()).isEqualTo(1);
        assertThat(first.reasons()).extracting(Reason::tie).containsExactly(Tie.RELATION, Tie.CUSTOMER);
        assertThat(first.reasons().getFirst().how()).isEqualTo("parent: same move");
    }

    private List<Related> related(String subject) {
        return arrivals.rooms.get(RelatedCases.class).of(theCase(subject), 20);
    }

    private HubCase theCase(String subject) {
        return arrivals.rooms.get(Cases.class).search(new CaseFilter(null, Set.of(), null, subject, null, null, 1))
                .getFirst();
    }
}
