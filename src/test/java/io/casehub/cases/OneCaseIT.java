package io.casehub.cases;

import static io.casehub.cases.AdasTrouble.DISPUTE;
import static io.casehub.cases.AdasTrouble.INQUIRY;
import static io.casehub.cases.AdasTrouble.MONDAY;
import static io.casehub.cases.AdasTrouble.OTHER;
import static io.casehub.cases.AdasTrouble.TICKET;
import static io.casehub.cases.AdasTrouble.day;
import static io.casehub.cases.AdasTrouble.dispute;
import static io.casehub.cases.AdasTrouble.inquiry;
import static io.casehub.cases.AdasTrouble.other;
import static io.casehub.cases.AdasTrouble.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.Decision.Wish;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same trouble in several systems is one case of the hub, by itself. */
class OneCaseIT {

    @TempDir
    static Path temp;

    private final AdasTrouble trouble = new AdasTrouble(temp);
    private final Cases cases = trouble.room(Cases.class);
    private final CaseDecisions decisions = trouble.room(CaseDecisions.class);

    @AfterEach
    void closesTheHub() {
        trouble.close();
    }

    @Test
    void aTicketADisputeAndALateParcelOfOneOrderAreOneCase() {
        trouble.papers();
        trouble.arrive(ticket("Where is b 240 123?", 0));
        var opened = trouble.caseOf(TICKET);

        trouble.arrive(dispute(2), inquiry(4));

        assertThat(trouble.caseOf(DISPUTE)).extracting(HubCase::id).isEqualTo(opened.id());
        assertThat(trouble.caseOf(INQUIRY)).extracting(HubCase::number).isEqualTo(opened.number());
        assertThat(cases.links(List.of(opened.id()))).extracting(CaseLink::evidence).anySatisfy(
                evidence -> assertThat(evidence).contains("B240123").contains("in the subject"));
        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void casesThatTurnOutToBeOneLeadOnToTheOldest() {
        trouble.arrive(ticket("Where is B-240123?", 0), dispute(2));
        var ticket = trouble.caseOf(TICKET);
        var dispute = trouble.caseOf(DISPUTE);
        cases.comment(dispute.id(), "He called about it.", true, "agent:ada", Optional.empty());
        assertThat(dispute.id()).isNotEqualTo(ticket.id());

        trouble.papers();

        assertThat(trouble.caseOf(DISPUTE).id()).isEqualTo(ticket.id());
        assertThat(cases.get(dispute.id())).isEqualTo(cases.get(ticket.id()));
        assertThat(cases.byNumber(dispute.number())).map(HubCase::id).contains(ticket.id());
        assertThat(cases.comments(ticket.id())).extracting(CaseComment::text).containsExactly("He called about it.");
        assertThat(trouble.history(dispute)).contains("system:hub case.merged");
        assertThat(trouble.history(ticket)).contains("system:hub case.joined", "system:hub record.linked");
        assertThat(shown()).isEqualTo(1);
        for (var one : List.of(ticket, dispute)) {
            assertThat(trouble.room(AuditTrail.class).verify(new Subject("case", one.id().toString()))).isEmpty();
        }
    }

    @Test
    void twoCustomersAreNeverJoinedWhateverTheyName() {
        trouble.papers();
        trouble.arrive(Arrival.customer("crm:2", "Bea Stern", "bea@stern.example"));
        trouble.arrive(ticket("Where is B-240123?", 0), Arrival.matter("crm:8", "2").with("subject", "My B-240123?")
                .with("openedAt", MONDAY.toString()));

        assertThat(trouble.caseOf(TICKET).id()).isNotEqualTo(trouble.caseOf(OTHER).id());
        var bothInOne = new Wish(Decision.Kind.MERGE, trouble.caseOf(TICKET).id(), List.of(trouble.caseOf(OTHER).id()),
                Set.of(), "one trouble", false);
        assertThatThrownBy(() -> decisions.decide(bothInOne, "agent:ada")).isInstanceOf(DecisionRefused.class)
                .hasMessageContaining("different customers");
    }

    @Test
    void theSameOrderMonthsLaterIsAnotherMatter() {
        trouble.papers();
        trouble.arrive(ticket("Where is B-240123?", 0), dispute(60));

        assertThat(trouble.caseOf(TICKET).id()).isNotEqualTo(trouble.caseOf(DISPUTE).id());
    }

    @Test
    void whatASourceSaysIsTheSameIsTheSameWhicheverComesFirst() {
        trouble.arrive(ticket("Broken", 0).with("related", List.of(Map.of("system", "billing", "key", "S-1"))),
                dispute(90));

        assertThat(trouble.caseOf(TICKET).id()).isEqualTo(trouble.caseOf(DISPUTE).id());
    }

    @Test
    void aSlipOfTheKeyboardIsForgivenAndAnotherNumberIsNot() {
        trouble.papers();
        trouble.arrive(ticket("Where is B-240132?", 0), dispute(1),
                Arrival.matter("crm:9", "1").with("subject", "Where is B-245555?").with("openedAt", MONDAY.toString()));

        assertThat(trouble.caseOf(TICKET).id()).isEqualTo(trouble.caseOf(DISPUTE).id());
        assertThat(trouble.caseOf(new SourceRef("crm", Entity.CASE, "9")).id())
                .isNotEqualTo(trouble.caseOf(DISPUTE).id());
    }

    @Test
    void ofTheOrdersThatOneNamesTheOneWithTroubleIsMeantUntilThereIsTroubleWithAnother() {
        trouble.papers();
        trouble.arrive(Arrival.order("B-240999", "E1"));
        trouble.arrive(ticket("B-240123 and B-240999", 0));
        trouble.arrive(dispute(1));
        assertThat(trouble.caseOf(TICKET).id()).isEqualTo(trouble.caseOf(DISPUTE).id());

        trouble.arrive(other("B-240999"));
        assertThat(trouble.caseOf(TICKET).id()).isNotIn(trouble.caseOf(DISPUTE).id(), trouble.caseOf(OTHER).id());

        trouble.arrive(other("nothing").version(3));
        assertThat(trouble.caseOf(TICKET).id()).isEqualTo(trouble.caseOf(DISPUTE).id());
    }

    @Test
    void aCaseIsAsLivelyAsTheLiveliestOfItsSources() {
        trouble.papers();
        trouble.arrive(ticket("Where is B-240123?", 0), dispute(1));
        var id = trouble.caseOf(TICKET).id();

        trouble.arrive(ticket("Where is B-240123?", 0).version(1).with("status", "closed"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.OPEN);
        trouble.arrive(dispute(1).version(1).with("status", "resolved"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.RESOLVED);
        trouble.arrive(dispute(1).version(2).with("status", "waiting-customer"));
        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void manyTroublesWithOneOrderHangTogetherByTheirNeighbours() {
        trouble.papers();
        var many = new ArrayList<Arrival>();
        for (int i = 0; i < 60; i++) {
            many.add(Arrival.matter("crm:" + (1000 + i), "1").with("subject", "B-240123 again")
                    .with("openedAt", day(i % 7)));
        }
        Collections.shuffle(many, new Random(1));
        trouble.arrive(many.toArray(Arrival[]::new));

        assertThat(
                trouble.jdbc().sql("select count(distinct case_id) from case_link").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(trouble.jdbc().sql("select count(*) from case_edge").query(Integer.class).single())
                .isLessThanOrEqualTo(60 * 20);
    }

    @Test
    void customersThatTurnOutToBeOneBringTheirCasesTogether() {
        trouble.papers();
        trouble.arrive(Arrival.customer("crm:3", "Ada Blum", "ada.blum@work.example"));
        trouble.arrive(
                Arrival.matter("crm:11", "3").with("subject", "B-240123 is late").with("openedAt", MONDAY.toString()),
                dispute(1));
        var alone = new SourceRef("crm", Entity.CASE, "11");
        assertThat(trouble.caseOf(alone).id()).isNotEqualTo(trouble.caseOf(DISPUTE).id());

        trouble.arrive(Arrival.customer("crm:3", "Ada Blum", "ada.blum@work.example", "ada@blum.example",
                "+49301234567").version(2));

        assertThat(trouble.customer("crm:3")).isEqualTo(trouble.customer("crm:1"));
        assertThat(trouble.caseOf(alone).id()).isEqualTo(trouble.caseOf(DISPUTE).id());
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

    /** How many cases stand in Ada's view. */
    private int shown() {
        return ExactJson.parse(new String(trouble.room(Views.class).read(trouble.customer("crm:1")).json(),
                StandardCharsets.UTF_8)).path("cases").path("items").size();
    }
}
