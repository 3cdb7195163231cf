package io.casehub.cases;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals.Arrival;
import io.casehub.cases.types.CaseTypeNotFound;
import io.casehub.cases.types.CaseTypes;
import io.casehub.cases.types.NotAllowed;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseworkIT {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final String QUEUES = """
            teams: {money: {members: [ada, bob]}, goods: {members: ada}}
            queues: {disputes: {team: money}, returns: {team: goods}, inbox: {team: goods}}
            usual: inbox
            """;
    private static final String DISPUTE = """
            title: Dispute
            fields:
              amount: {type: money, min: 0.01, requiredFrom: open}
              ground: {type: choice, choices: [paid-twice, wrong], requiredFrom: resolved}
            transitions:
              new: [open]
              open: [waiting-customer, resolved]
              waiting-customer: [open]
              resolved: [open, closed]
              closed: [{to: open, by: supervisor}]
            closeReasons: {resolved: [credited, rejected]}
            priority: [{then: urgent, words: court}]
            defaults: {queue: disputes, priority: high, assignee: eve}
            """;

    private final Bench bench;

    CaseworkIT(@TempDir Path folder) {
        bench = new Bench(folder, NINE, Map.of("dispute", DISPUTE, "queues", QUEUES, "return", "title: Return"));
    }

    @AfterEach
    void closesTheHub() {
        bench.close();
    }

    @Test
    void aNewCaseIsAsItsTypeHasItWhereNobodySaysOtherwise() {
        var usual = bench.open("dispute", "Paid twice");
        var urgent = bench.open("dispute", "See you in Court!");
        var wished = bench.cases.open(bench.wish("dispute", "Mine",
                new OpenCase.More("by court", "returns", null, Map.of("amount", "12 EUR"))), "agent:ada");
        var plain = bench.open(null, "Hello");

        assertThat(usual).extracting(HubCase::priority, HubCase::assignee, HubCase::handling)
                .containsExactly(Priority.HIGH, "eve", new Handling("disputes", "money", 1, null));
        assertThat(urgent.priority()).isEqualTo(Priority.URGENT);
        assertThat(wished.priority()).isEqualTo(Priority.URGENT);
        assertThat(wished.handling()).isEqualTo(new Handling("returns", "goods", 1, null));
        assertThat(bench.work.fields(wished.id())).containsExactly(Map.entry("amount", "12 EUR"));
        assertThat(plain.handling()).isEqualTo(new Handling("inbox", "goods", null, null));
        assertThat(bench.cases.get(wished.id())).isEqualTo(wished);
    }

    @Test
    void whatAnAgentWishesAgainstTheTypeIsRefusedWithWhatIsAllowed() {
        var hub = bench.open("dispute", "Paid twice");

        refused(() -> bench.move(hub, "closed", null, "agent:ada"),
                "a dispute does not go from new to closed; it goes to open");
        refused(() -> bench.move(hub, "open", null, "agent:ada"), "before a dispute is open it needs the field amount");
        refused(() -> bench.fill(hub, "colour", "red"), "a dispute has no field colour; it has amount, ground");
        refused(() -> bench.fill(hub, "amount", "0 EUR"), "the field amount is at least 0.01");
        refused(() -> bench.fill(bench.open(null, "Hello"), "amount", "1 EUR"),
                "there is no field amount: the case is of no type that has fields");
        refused(() -> bench.give(hub, CaseField.QUEUE, "odd"),
                "there is no queue odd; there are disputes, inbox, returns");
        refused(() -> bench.give(hub, CaseField.TEAM, "odd"), "there is no team odd; there are goods, money");
        refused(() -> bench.give(hub, CaseField.CLOSE_REASON, "credited"),
                "a closeReason is given to what is resolved or closed, not to what is new");
        refused(() -> bench.cases.open(bench.wish("dispute", "A",
                new OpenCase.More(null, "odd", null, Map.of())), "agent:ada"),
                "there is no queue odd; there are disputes, inbox, returns");
        refused(() -> bench.cases.open(bench.wish(null, "A",
                new OpenCase.More(null, null, null, Map.of("amount", "1 EUR"))), "agent:ada"),
                "there is no field amount: the case is of no type that has fields");
        assertThat(bench.cases.get(hub.id())).isEqualTo(hub);
    }

    @Test
    void aCaseIsResolvedWithAReasonAndWhatItNeedsByThen() {
        var hub = bench.open("dispute", "Paid twice");
        bench.fill(hub, "amount", "12.50 EUR");
        bench.move(hub, "open", null, "agent:ada");

        refused(() -> bench.move(hub, "resolved", null, "agent:ada"),
                "a dispute is resolved with a closeReason; it is one of credited, rejected");
        refused(() -> bench.move(hub, "resolved", "tired", "agent:ada"),
                "a dispute is resolved with a closeReason; it is one of credited, rejected");
        refused(() -> bench.move(hub, "resolved", "credited", "agent:ada"),
                "before a dispute is resolved it needs the field ground");
        refused(() -> bench.fill(hub, "amount", null),
                "the field amount of a dispute that is open can be changed, but not taken away");
        bench.fill(hub, "ground", "wrong");
        var resolved = bench.move(hub, "resolved", "credited", "agent:ada");
        refused(() -> bench.give(resolved, CaseField.CLOSE_REASON, "tired"),
                "a dispute is resolved with a closeReason; it is one of credited, rejected");
        var closed = bench.move(hub, "closed", null, "agent:ada");

        assertThat(closed.handling().closeReason()).isEqualTo("credited");
        refused(() -> bench.move(hub, "open", null, "agent:ada"),
                "from closed to open a dispute is taken by supervisor only");
        assertThat(bench.move(hub, "open", null, "supervisor:eve").handling().closeReason()).isNull();
        assertThat(bench.history(hub)).contains("agent:ada field.changed amount 12.50 EUR",
                "agent:ada close-reason.changed close-reason credited");
    }

    @Test
    void aSupervisorMayAllThatAgentsMay() {
        var hub = bench.open("return", "Back");

        assertThat(bench.move(hub, "closed", null, "supervisor:eve").status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void aNewVersionIsForNewCasesAndRunningOnesKeepTheirs() {
        var before = bench.open("dispute", "Old");
        bench.fill(before, "amount", "1 EUR");
        bench.write("dispute",
                "title: Dispute\ntransitions: {new: [closed]}\nfields: {why: {type: text, requiredFrom: new}}");
        bench.look();
        var after = bench.cases.open(bench.wish("dispute", "New",
                new OpenCase.More(null, null, null, Map.of("why", "so"))), "agent:ada");

        assertThat(bench.move(before, "open", null, "agent:ada").handling().typeVersion()).isEqualTo(1);
        assertThat(bench.move(after, "closed", null, "agent:ada").handling().typeVersion()).isEqualTo(2);
        refused(() -> bench.open("dispute", "No why"), "a dispute is opened with the field why");

        var preview = bench.work.preview(before.id(), "dispute", null);
        assertThat(preview.missing()).containsExactly("the field why");
        assertThat(preview.removed()).containsExactly("amount");
        assertThat(bench.cases.get(before.id()).handling().typeVersion()).isEqualTo(1);
        assertThat(bench.work.fields(before.id())).containsKey("amount");

        var moved = bench.work.move(before.id(), "dispute", null, null, "agent:ada");
        assertThat(moved.hub().handling().typeVersion()).isEqualTo(2);
        assertThat(moved.missing()).containsExactly("the field why");
        assertThat(bench.work.fields(before.id())).isEmpty();
        refused(() -> bench.move(before, "resolved", null, "agent:ada"), "a dispute does not go from open to resolved; "
                + "it stays there");
        assertThat(bench.history(before)).contains("agent:ada type.changed type dispute 2",
                "agent:ada field.changed amount null");
        assertThat(bench.work.move(before.id(), "dispute", 1, null, "agent:ada").hub().handling().typeVersion())
                .isEqualTo(1);
    }

    @Test
    void contentsThatWereThereBeforeHaveTheirOldVersion() {
        bench.write("dispute", "title: Other");
        bench.look();
        bench.write("dispute", DISPUTE);
        bench.look();

        assertThat(bench.open("dispute", "A").handling().typeVersion()).isEqualTo(1);
        var types = bench.hub.rooms.get(CaseTypes.class);
        assertThat(types.get("dispute", 2).title()).isEqualTo("Other");
        assertThatThrownBy(() -> types.get("dispute", 3)).isInstanceOf(CaseTypeNotFound.class)
                .hasMessage("the case type dispute has no version 3");
        assertThatThrownBy(() -> types.get("odd", null)).isInstanceOf(CaseTypeNotFound.class)
                .hasMessage("there is no case type odd; there are dispute, return");
    }

    @Test
    void aBrokenFileIsRefusedAndTheOldOneStays() {
        var types = bench.hub.rooms.get(CaseTypes.class);
        bench.write("dispute", "title: Dispute\ntransitions: {new: [away]}");
        bench.look();
        assertThat(bench.open("dispute", "A").handling().typeVersion()).isEqualTo(1);
        assertThat(types.refused().get("dispute")).contains("dispute.yaml:2: there is no away here");

        bench.write("dispute", "title: Dispute\ndefaults: {queue: odd}");
        bench.look();
        assertThat(types.refused().get("dispute")).contains("dispute.yaml:2: there is no queue odd; there are");

        bench.write("queues", "teams: {a: {members: []}}\nqueues: {disputes: {team: b}}");
        bench.look();
        assertThat(bench.open("return", "B").handling().queue()).isEqualTo("inbox");

        bench.write("dispute", DISPUTE.replace("Dispute", "Mended"));
        bench.look();
        assertThat(types.refused()).isEmpty();
        assertThat(types.get("dispute", null).title()).isEqualTo("Mended");
    }

    @Test
    void whatASourceSaysIsNeverRefusedAndWhatItsTypeDoesNotKnowIsNoted() {
        bench.hub.arrive(Arrival.ticket("7", "1").with("type", "dispute"),
                Arrival.ticket("8", "1").with("type", "odd"));
        var hub = found("7");

        bench.hub.arrive(Arrival.ticket("7", "1").with("type", "dispute").version(1).with("status", "closed"));

        assertThat(hub.handling()).isEqualTo(new Handling("disputes", "money", 1, null));
        assertThat(hub.priority()).isEqualTo(Priority.HIGH);
        assertThat(found("8").handling()).isEqualTo(new Handling("inbox", "goods", null, null));
        assertThat(found("7").status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(bench.history(hub)).contains("system:crm status.changed status closed",
                "rule:case-type status.noted status closed");
    }

    @Test
    void theCustomersWorthAndHisOrderGiveThePriority() {
        bench.write("return", """
                title: Return
                fields: {order: {type: text}}
                priority:
                  - {then: urgent, orderTotal: {atLeast: 500, currency: EUR}}
                  - {then: high, products: [LAMP*]}
                """);
        bench.look();
        bench.hub.arrive(Arrival.customer("erp:1", "Ada Lovelace", "ada@example.org"),
                Arrival.order("A-1", "1").with("total", Map.of("amount", "500.00", "currency", "EUR")),
                Arrival.order("A-2", "1").with("lines", List.of(Map.of("product", "Lamp 7", "description", "A lamp",
                        "quantity", 1))),
                Arrival.order("A-3", "1"));

        assertThat(about("A-1").priority()).isEqualTo(Priority.URGENT);
        assertThat(about("A-2").priority()).isEqualTo(Priority.HIGH);
        assertThat(about("A-3").priority()).isEqualTo(Priority.NORMAL);
        bench.hub.arrive(Arrival.ticket("9", null).with("type", "return").with("order", "A-1"));
        assertThat(found("9").priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void aCaseGoesToTheTeamOfItsQueueUnlessSomebodySaysWhich() {
        var hub = bench.open("dispute", "A");

        assertThat(bench.give(hub, CaseField.QUEUE, "returns").handling().team()).isEqualTo("goods");
        assertThat(bench.give(hub, CaseField.TEAM, null).handling().team()).isNull();
        assertThat(bench.give(hub, CaseField.QUEUE, null).handling().queue()).isNull();
    }

    @Test
    void twoWhoTakeTheNextCaseTakeTwo() throws Exception {
        var waiting = IntStream.range(0, 40).mapToObj(n -> bench.open(null, "Case " + n).id()).collect(toSet());
        var taken = new ConcurrentLinkedQueue<HubCase>();
        try (var agents = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 6).forEach(n -> agents.submit(() -> {
                for (var next = next(n); next != null; next = next(n)) {
                    taken.add(next);
                }
            }));
        }

        assertThat(taken).hasSize(40).extracting(HubCase::id).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(taken).allSatisfy(hub -> assertThat(bench.cases.get(hub.id()).assignee()).startsWith("agent"));
        refused(() -> bench.work.next("odd", "ada", "agent:ada"),
                "there is no queue odd; there are disputes, inbox, returns");
    }

    @Test
    void theMostUrgentIsNextAndWhatIsNotToBeTakenIsNot() {
        var normal = bench.open(null, "Normal");
        var urgent = bench.opened("Urgent", Priority.URGENT);
        bench.give(bench.open(null, "Taken"), CaseField.ASSIGNEE, "eve");
        bench.move(bench.open(null, "Waiting"), "waiting-customer", null, "agent:ada");

        assertThat(bench.work.next("inbox", "ada", "agent:ada")).map(HubCase::id).contains(urgent.id());
        assertThat(bench.work.next("inbox", "ada", "agent:ada")).map(HubCase::id).contains(normal.id());
        assertThat(bench.work.next("inbox", "ada", "agent:ada")).isEmpty();
    }

    private @Nullable HubCase next(int agent) {
        // the last cases may be locked by others just now: those are theirs
        return bench.work.next("inbox", "agent" + agent, "agent:agent" + agent).orElse(null);
    }

    private HubCase about(String order) {
        return bench.cases.open(bench.wish("return", "Back", new OpenCase.More(null, null, null,
                new HashMap<>(Map.of("order", order)))), "agent:ada");
    }

    private HubCase found(String key) {
        var source = new SourceRef("crm", Entity.CASE, key);
        return bench.cases.get(Objects.requireNonNull(bench.cases.linked(List.of(source)).get(source)).caseId());
    }

    private static void refused(ThrowingCallable wish, String sentence) {
        assertThatThrownBy(wish).isInstanceOf(NotAllowed.class).hasMessage(sentence);
    }
}
