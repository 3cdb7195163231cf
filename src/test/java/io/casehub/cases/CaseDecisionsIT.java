package io.casehub.cases;

import static io.casehub.cases.AdasTrouble.DISPUTE;
import static io.casehub.cases.AdasTrouble.INQUIRY;
import static io.casehub.cases.AdasTrouble.MONDAY;
import static io.casehub.cases.AdasTrouble.TICKET;
import static io.casehub.cases.AdasTrouble.dispute;
import static io.casehub.cases.AdasTrouble.inquiry;
import static io.casehub.cases.AdasTrouble.other;
import static io.casehub.cases.AdasTrouble.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseRelation.Kind;
import io.casehub.cases.Decision.Wish;
import io.casehub.cases.linking.Edge;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people decide on what is one case, what they take back, and what they say has to do with
 * what.
 */
class CaseDecisionsIT {

    @TempDir
    static Path temp;

    private final AdasTrouble trouble = new AdasTrouble(temp);
    private final Cases cases = trouble.room(Cases.class);
    private final CaseDecisions decisions = trouble.room(CaseDecisions.class);
    private final CaseRelations relations = trouble.room(CaseRelations.class);

    @AfterEach
    void closesTheHub() {
        trouble.close();
    }

    @Test
    void whoNamesTwoOrdersWithTroubleIsAskedAbout() {
        trouble.papers();
        trouble.arrive(Arrival.order("B-240999", "E1"));
        trouble.arrive(ticket("B-240123 and B-240999 are late", 0), dispute(1), other("B-240999"));
        assertThat(trouble.caseOf(TICKET).id()).isNotEqualTo(trouble.caseOf(DISPUTE).id());

        var suggested = decisions.suggestions(null, 10);
        var one = suggested.stream().filter(edge -> Set.of(edge.from(), edge.to()).equals(Set.of(TICKET, DISPUTE)))
                .findFirst().orElseThrow();
        var decided = decisions.review(one.id(), true, "agent:ada");

        assertThat(suggested).hasSize(2).allMatch(edge -> edge.rule() == Edge.Rule.SEVERAL_ORDERS);
        assertThat(decided.merged()).hasSize(1);
        assertThat(trouble.caseOf(TICKET).id()).isEqualTo(trouble.caseOf(DISPUTE).id());
        assertThat(decisions.suggestions(null, 10)).hasSize(1);
    }

    @Test
    void whatSomebodySaidNoToIsNeverAskedAgain() {
        trouble.papers();
        trouble.arrive(Arrival.order("B-240999", "E1"));
        trouble.arrive(ticket("B-240123 and B-240999 are late", 0), dispute(1), other("B-240999"));

        decisions.suggestions(null, 10)
                .forEach(suggested -> decisions.review(suggested.id(), false, "agent:ada"));
        trouble.arrive(ticket("B-240123 and B-240999 are very late", 0).version(3));

        assertThat(decisions.suggestions(null, 10)).isEmpty();
        assertThat(trouble.caseOf(TICKET).id()).isNotEqualTo(trouble.caseOf(DISPUTE).id());
    }

    @Test
    void whatAnAgentPartsStaysApartUntilItIsTakenBack() {
        trouble.papers();
        trouble.arrive(ticket("Where is B-240123?", 0), dispute(1), inquiry(2));
        var whole = trouble.caseOf(TICKET);

        var preview = decisions.decide(split(whole, DISPUTE, true), "agent:ada");
        assertThat(preview.id()).isNull();
        assertThat(preview.opened()).containsExactly(DISPUTE.toString());
        assertThat(trouble.caseOf(DISPUTE).id()).isEqualTo(whole.id());

        var decided = decisions.decide(split(whole, DISPUTE, false), "agent:ada");
        assertThat(decided.opened()).containsExactly(trouble.caseOf(DISPUTE).number());
        assertThat(trouble.caseOf(DISPUTE).id()).isNotEqualTo(whole.id());
        trouble.arrive(dispute(1).version(3).with("description", "still about B-240123"));
        assertThat(trouble.caseOf(DISPUTE).id()).isNotEqualTo(whole.id());
        assertThat(trouble.caseOf(INQUIRY).id()).isEqualTo(whole.id());

        decisions.undo(Objects.requireNonNull(decided.id()), "agent:eve");
        assertThat(trouble.caseOf(DISPUTE).id()).isEqualTo(whole.id());
        assertThatThrownBy(() -> decisions.undo(Objects.requireNonNull(decided.id()), "agent:eve"))
                .isInstanceOf(DecisionRefused.class);
    }

    @Test
    void aMergeByHandIsTakenBackWithAllThatWasWrittenBefore() {
        trouble.arrive(ticket("Broken", 0), dispute(60));
        var older = trouble.caseOf(TICKET);
        var younger = trouble.caseOf(DISPUTE);
        cases.comment(younger.id(), "Refund it.", true, "agent:ada", Optional.empty());
        cases.change(younger.id(), Map.of(CaseField.ASSIGNEE, "eve"), null, "agent:ada");

        var decided = decisions.decide(merge(older, younger), "agent:ada");
        assertThat(decided.merged()).containsExactly(Map.entry(younger.number(), older.number()));
        assertThat(cases.get(younger.id()).id()).isEqualTo(older.id());
        assertThat(cases.get(older.id()).assignee()).isEqualTo("eve");

        decisions.undo(Objects.requireNonNull(decided.id()), "agent:ada");
        assertThat(cases.get(younger.id())).satisfies(again -> {
            assertThat(again.number()).isEqualTo(younger.number());
            assertThat(again.assignee()).isEqualTo("eve");
        });
        assertThat(cases.comments(younger.id())).hasSize(1);
        assertThat(cases.comments(older.id())).isEmpty();
        assertThat(cases.search(new CaseFilter(null, Set.of(), null, null, null, null, 10))).hasSize(2);
    }

    @Test
    void casesHaveToDoWithEachOtherSeenFromBothSides() {
        var one = cases.open(wish("The whole delivery"), "agent:ada");
        var other = cases.open(wish("One parcel"), "agent:ada");

        relations.relate(one.id(), Kind.CHILD, other.id(), "part of it", "agent:ada");

        assertThat(relations.of(one.id())).singleElement().satisfies(seen -> {
            assertThat(seen.kind()).isEqualTo(Kind.CHILD);
            assertThat(seen.other()).isEqualTo(other.id());
            assertThat(seen.reason()).isEqualTo("part of it");
        });
        assertThat(relations.of(other.id())).singleElement().extracting(CaseRelation::kind).isEqualTo(Kind.PARENT);
        assertThatThrownBy(() -> relations.relate(one.id(), Kind.PARENT, other.id(), null, "agent:ada"))
                .isInstanceOf(DecisionRefused.class).hasMessageContaining("above itself");
        assertThat(relations.part(other.id(), relations.of(one.id()).getFirst().id(), "agent:ada")).isPresent();
        assertThat(relations.of(one.id())).isEmpty();
    }

    private static Wish merge(HubCase into, HubCase other) {
        return new Wish(Decision.Kind.MERGE, into.id(), List.of(other.id()), Set.of(), "one trouble", false);
    }

    private static Wish split(HubCase from, SourceRef record, boolean isPreview) {
        return new Wish(Decision.Kind.SPLIT, from.id(), List.of(), Set.of(record), null, isPreview);
    }

    private static OpenCase wish(String subject) {
        return new OpenCase(null, null, subject, CaseStatus.NEW, Priority.NORMAL, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "opened by request", MONDAY);
    }
}
