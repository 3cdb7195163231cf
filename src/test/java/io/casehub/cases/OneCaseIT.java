package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseRelation.Kind;
import io.casehub.cases.Decision.Wish;
import io.casehub.cases.linking.Edge;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same trouble in several systems is one case of the hub. */
class OneCaseIT {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    private static final SourceRef DISPUTE = new SourceRef("billing", Entity.CASE, "S-1");
    private static final SourceRef OTHER = new SourceRef("crm", Entity.CASE, "8");
    private static final SourceRef INQUIRY = new SourceRef("shipping", Entity.CASE, "Q-1");

    @TempDir
    static Path temp;

    private final Arrivals hub = new Arrivals(temp);
    private final Cases cases = hub.rooms.get(Cases.class);
    private final CaseDecisions decisions = hub.rooms.get(CaseDecisions.class);
    private final CaseRelations relations = hub.rooms.get(CaseRelations.class);

    @BeforeEach
    void adaIsKnownToAll() {
        hub.arrive(Arrival.customer("crm:1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("erp:E1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("billing:B1", "Ada Blum", "ada@blum.example", "+49301234567"));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aTicketADisputeAndALateParcelOfOneOrderAreOneCase() {
        papers();
        hub.arrive(ticket("Where is b 240 123?", 0));
        var opened = caseOf(TICKET);

        hub.arrive(dispute(2), inquiry(4));

        assertThat(caseOf(DISPUTE)).extracting(HubCase::id).isEqualTo(opened.id());
        assertThat(caseOf(INQUIRY)).extracting(HubCase::number).isEqualTo(opened.number());
        assertThat(cases.links(List.of(opened.id()))).extracting(CaseLink::evidence).anySatisfy(
                evidence -> assertThat(evidence).contains("B240123").contains("in the subject"));
        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void casesThatTurnOutToBeOneLeadOnToTheOldest() {
        hub.arrive(ticket("Where is B-240123?", 0), dispute(2));
        var ticket = caseOf(TICKET);
        var dispute = caseOf(DISPUTE);
        cases.comment(dispute.id(), "He called about it.", true, "agent:ada", Optional.empty());
        assertThat(dispute.id()).isNotEqualTo(ticket.id());

        papers();

        assertThat(caseOf(DISPUTE).id()).isEqualTo(ticket.id());
        assertThat(cases.get(dispute.id())).isEqualTo(cases.get(ticket.id()));
        assertThat(cases.byNumber(dispute.number())).map(HubCase::id).contains(ticket.id());
        assertThat(cases.comments(ticket.id())).extracting(CaseComment::text).containsExactly("He called about it.");
        assertThat(history(dispute)).contains("system:hub case.merged");
        assertThat(history(ticket)).contains("system:hub case.joined", "system:hub record.linked");
        assertThat(shown()).isEqualTo(1);
        for (var one : List.of(ticket, dispute)) {
            assertThat(hub.rooms.get(AuditTrail.class).verify(new Subject("case", one.id().toString()))).isEmpty();
        }
    }

    @Test
    void twoCustomersAreNeverJoinedWhateverTheyName() {
        papers();
        hub.arrive(Arrival.customer("crm:2", "Bea Stern", "bea@stern.example"));
        hub.arrive(ticket("Where is B-240123?", 0), Arrival.matter("crm:8", "2").with("subject", "My B-240123?")
                .with("openedAt", MONDAY.toString()));

        assertThat(caseOf(TICKET).id()).isNotEqualTo(caseOf(new SourceRef("crm", Entity.CASE, "8")).id());
        assertThatThrownBy(() -> decisions.decide(merge(caseOf(TICKET), caseOf(new SourceRef("crm", Entity.CASE, "8"))),
                "agent:ada")).isInstanceOf(DecisionRefused.class).hasMessageContaining("different customers");
    }

    @Test
    void theSameOrderMonthsLaterIsAnotherMatter() {
        papers();
        hub.arrive(ticket("Where is B-240123?", 0), dispute(60));

        assertThat(caseOf(TICKET).id()).isNotEqualTo(caseOf(DISPUTE).id());
    }

    @Test
    void whatASourceSaysIsTheSameIsTheSameWhicheverComesFirst() {
        hub.arrive(ticket("Broken", 0).with("related", List.of(Map.of("system", "billing", "key", "S-1"))),
                dispute(90));

        assertThat(caseOf(TICKET).id()).isEqualTo(caseOf(DISPUTE).id());
    }

    @Test
    void aSlipOfTheKeyboardIsForgivenAndAnotherNumberIsNot() {
        papers();
        hub.arrive(ticket("Where is B-240132?", 0), dispute(1),
                Arrival.matter("crm:9", "1").with("subject", "Where is B-245555?").with("openedAt", MONDAY.toString()));

        assertThat(caseOf(TICKET).id()).isEqualTo(caseOf(DISPUTE).id());
        assertThat(caseOf(new SourceRef("crm", Entity.CASE, "9")).id()).isNotEqualTo(caseOf(DISPUTE).id());
    }

    @Test
    void ofTheOrdersThatOneNamesTheOneWithTroubleIsMeantUntilThereIsTroubleWithAnother() {
        papers();
        hub.arrive(Arrival.order("B-240999", "E1"));
        hub.arrive(ticket("B-240123 and B-240999", 0));
        hub.arrive(dispute(1));
        assertThat(caseOf(TICKET).id()).isEqualTo(caseOf(DISPUTE).id());

        hub.arrive(other("B-240999"));
        assertThat(caseOf(TICKET).id()).isNotIn(caseOf(DISPUTE).id(), caseOf(OTHER).id());

        hub.arrive(other("nothing").version(3));
        assertThat(caseOf(TICKET).id()).isEqualTo(caseOf(DISPUTE).id());
    }

    @Test
    void whoNamesTwoOrdersWithTroubleIsAskedAbout() {
        papers();
        hub.arrive(Arrival.order("B-240999", "E1"));
        hub.arrive(ticket("B-240123 and B-240999 are late", 0), dispute(1), other("B-240999"));
        assertThat(caseOf(TICKET).id()).isNotEqualTo(caseOf(DISPUTE).id());

        var suggested = decisions.suggestions(null, 10);
        var one = suggested.stream().filter(edge -> Set.of(edge.from(), edge.to()).equals(Set.of(TICKET, DISPUTE)))
                .findFirst().orElseThrow();
        var decided = decisions.review(one.id(), true, "agent:ada");

        assertThat(suggested).hasSize(2).allMatch(edge -> edge.rule() == Edge.Rule.SEVERAL_ORDERS);
        assertThat(decided.merged()).hasSize(1);
        assertThat(caseOf(TICKET).id()).isEqualTo(caseOf(DISPUTE).id());
        assertThat(decisions.suggestions(null, 10)).hasSize(1);
    }

    @Test
    void whatSomebodySaidNoToIsNeverAskedAgain() {
        papers();
        hub.arrive(Arrival.order("B-240999", "E1"));
        hub.arrive(ticket("B-240123 and B-240999 are late", 0), dispute(1), other("B-240999"));

        decisions.suggestions(null, 10)
                .forEach(suggested -> decisions.review(suggested.id(), false, "agent:ada"));
        hub.arrive(ticket("B-240123 and B-240999 are very late", 0).version(3));

        assertThat(decisions.suggestions(null, 10)).isEmpty();
        assertThat(caseOf(TICKET).id()).isNotEqualTo(caseOf(DISPUTE).id());
    }

    @Test
    void whatAnAgentPartsStaysApartUntilItIsTakenBack() {
        papers();
        hub.arrive(ticket("Where is B-240123?", 0), dispute(1), inquiry(2));
        var whole = caseOf(TICKET);

        var preview = decisions.decide(split(whole, DISPUTE, true), "agent:ada");
        assertThat(preview.id()).isNull();
        assertThat(preview.opened()).containsExactly(DISPUTE.toString());
        assertThat(caseOf(DISPUTE).id()).isEqualTo(whole.id());

        var decided = decisions.decide(split(whole, DISPUTE, false), "agent:ada");
        assertThat(decided.opened()).containsExactly(caseOf(DISPUTE).number());
        assertThat(caseOf(DISPUTE).id()).isNotEqualTo(whole.id());
        hub.arrive(dispute(1).version(3).with("description", "still about B-240123"));
        assertThat(caseOf(DISPUTE).id()).isNotEqualTo(whole.id());
        assertThat(caseOf(INQUIRY).id()).isEqualTo(whole.id());

        decisions.undo(Objects.requireNonNull(decided.id()), "agent:eve");
        assertThat(caseOf(DISPUTE).id()).isEqualTo(whole.id());
        assertThatThrownBy(() -> decisions.undo(Objects.requireNonNull(decided.id()), "agent:eve"))
                .isInstanceOf(DecisionRefused.class);
    }

    @Test
    void aMergeByHandIsTakenBackWithAllThatWasWrittenBefore() {
        hub.arrive(ticket("Broken", 0), dispute(60));
        var older = caseOf(TICKET);
        var younger = caseOf(DISPUTE);
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
    void aCaseIsAsLivelyAsTheLiveliestOfItsSources() {
        papers();
        hub.arrive(ticket("Where is B-240123?", 0), dispute(1));
        var id = caseOf(TICKET).id();

        hub.arrive(ticket("Where is B-240123?", 0).version(1).with("status", "closed"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.OPEN);
        hub.arrive(dispute(1).version(1).with("status", "resolved"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.RESOLVED);
        hub.arrive(dispute(1).version(2).with("status", "waiting-customer"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void manyTroublesWithOneOrderHangTogetherByTheirNeighbours() {
        papers();
        var many = new ArrayList<Arrival>();
        for (int i = 0; i < 60; i++) {
            many.add(Arrival.matter("crm:" + (1000 + i), "1").with("subject", "B-240123 again")
                    .with("openedAt", day(i % 7)));
        }
        Collections.shuffle(many, new Random(1));
        hub.arrive(many.toArray(Arrival[]::new));

        assertThat(
                hub.database.jdbc().sql("select count(distinct case_id) from case_link").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(hub.database.jdbc().sql("select count(*) from case_edge").query(Integer.class).single())
                .isLessThanOrEqualTo(60 * 20);
    }

    @Test
    void customersThatTurnOutToBeOneBringTheirCasesTogether() {
        papers();
        hub.arrive(Arrival.customer("crm:3", "Ada Blum", "ada.blum@work.example"));
        hub.arrive(
                Arrival.matter("crm:11", "3").with("subject", "B-240123 is late").with("openedAt", MONDAY.toString()),
                dispute(1));
        var alone = new SourceRef("crm", Entity.CASE, "11");
        assertThat(caseOf(alone).id()).isNotEqualTo(caseOf(DISPUTE).id());

        hub.arrive(Arrival.customer("crm:3", "Ada Blum", "ada.blum@work.example", "ada@blum.example",
                "+49301234567").version(2));

        assertThat(hub.customer("crm:3")).isEqualTo(hub.customer("crm:1"));
        assertThat(caseOf(alone).id()).isEqualTo(caseOf(DISPUTE).id());
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

    @Test
    void inWhateverOrderRecordsArriveTheSameBecomeOne() {
        var expected = new TreeMap<String, String>();
        for (int seed = 0; seed < 25; seed++) {
            try (var other = new Arrivals(temp)) {
                var records = new ArrayList<>(everything());
                Collections.shuffle(records, new Random(seed));
                records.forEach(other::arrive);
                var found = together(other);
                if (expected.isEmpty()) {
                    expected.putAll(found);
                }
                assertThat(found).as("seed " + seed).isEqualTo(expected);
            }
        }
        assertThat(expected.values().stream().distinct()).hasSizeBetween(2, 9);
    }

    private static List<Arrival> everything() {
        return List.of(Arrival.customer("crm:1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("erp:E1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("billing:B1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("crm:2", "Bea Stern", "bea@stern.example"),
                Arrival.order("B-240123", "E1"), Arrival.order("B-240999", "E1"),
                Arrival.invoice("R-5001", "B1").with("order", "B-240123"), ticket("Where is b240123?", 0), dispute(3),
                inquiry(5), dispute(1).with("status", "resolved").version(4),
                Arrival.matter("crm:8", "1").with("subject", "About B-240999").with("openedAt", day(1)),
                Arrival.matter("crm:9", "1").with("subject", "B-240123 and B-240999").with("openedAt", day(2)),
                Arrival.matter("crm:10", "2").with("subject", "B-240123").with("openedAt", day(2)),
                Arrival.matter("crm:11", "1").with("subject", "B-240124").with("openedAt", day(40)),
                Arrival.matter("crm:12", "1").with("subject", "R-5001 again").with("openedAt", day(30)));
    }

    /** Record by record: everything in its case, and how that stands. */
    private static Map<String, String> together(Arrivals hub) {
        var cases = hub.rooms.get(Cases.class);
        var links = hub.database.jdbc().sql("select system || ':' || key as record, case_id::text from case_link")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list();
        var members = links.stream().collect(Collectors.groupingBy(Map.Entry::getValue,
                Collectors.mapping(Map.Entry::getKey, Collectors.collectingAndThen(Collectors.toList(),
                        all -> all.stream().sorted().toList().toString()))));
        var found = new TreeMap<String, String>();
        links.forEach(link -> {
            var hubCase = cases.get(new CaseId(UUID.fromString(link.getValue())));
            found.put(link.getKey(), members.get(link.getValue()) + " " + hubCase.status() + " " + hubCase.subject()
                    + " " + hubCase.priority());
        });
        return found;
    }

    private void papers() {
        hub.arrive(Arrival.order("B-240123", "E1"), Arrival.invoice("R-5001", "B1").with("order", "B-240123"));
    }

    private static Arrival ticket(String subject, int days) {
        return Arrival.ticket("7", "1").with("subject", subject).with("openedAt", day(days));
    }

    private static Arrival dispute(int days) {
        return Arrival.matter("billing:S-1", "B1").with("invoice", "R-5001").with("openedAt", day(days));
    }

    /** Another ticket, about this. */
    private static Arrival other(String about) {
        return Arrival.ticket("8", "1").with("subject", "About " + about).with("openedAt", day(2));
    }

    private static Arrival inquiry(int days) {
        return Arrival.matter("shipping:Q-1", null).with("order", "B-240123").with("openedAt", day(days));
    }

    private static String day(int n) {
        return MONDAY.plusSeconds(n * 86_400L).toString();
    }

    /** How many cases stand in Ada's view. */
    private int shown() {
        return ExactJson.parse(new String(hub.rooms.get(Views.class).read(hub.customer("crm:1")).json(),
                StandardCharsets.UTF_8)).path("cases").path("items").size();
    }

    private HubCase caseOf(SourceRef record) {
        return cases.get(Objects.requireNonNull(cases.linked(List.of(record)).get(record)).caseId());
    }

    private List<String> history(HubCase of) {
        return hub.rooms.get(AuditTrail.class).of(new Subject("case", of.id().toString()), 0, 100).stream()
                .map(entry -> entry.entry().actor() + " " + entry.entry().action()).toList();
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
