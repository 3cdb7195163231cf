package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesIT {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");

    @TempDir
    static Path temp;

    private final Arrivals hub = new Arrivals(temp);
    private final Cases cases = hub.rooms.get(Cases.class);

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void anOpenedCaseHasANumberAVersionAndAHistory() {
        var opened = cases.open(wish("Broken"), "agent:ada");

        assertThat(opened.number()).matches("CH-\\d{6}");
        assertThat(cases.byNumber(opened.number())).contains(opened);
        assertThat(cases.get(opened.id())).isEqualTo(opened).extracting(HubCase::version).isEqualTo(1L);
        assertThat(history(opened)).containsExactly("agent:ada case.opened");
    }

    @Test
    void aChangeMovesTheVersionAndWhatIsSoAlreadyMovesNothing() {
        var opened = cases.open(wish("Broken"), "agent:ada");

        var changed = cases.change(opened.id(), wishes(CaseField.STATUS, "resolved", CaseField.ASSIGNEE, "eve"), 1L,
                "agent:eve");
        var same = cases.change(opened.id(), wishes(CaseField.STATUS, "resolved"), 2L, "agent:eve");

        assertThat(changed.version()).isEqualTo(2);
        assertThat(same).isEqualTo(changed);
        assertThat(history(opened)).containsExactlyInAnyOrder("agent:ada case.opened", "agent:eve status.changed",
                "agent:eve assignee.changed");
    }

    @Test
    void whoeverHasNotSeenTheNewestVersionChangesNothing() {
        var opened = cases.open(wish("Broken"), "agent:ada");
        cases.change(opened.id(), wishes(CaseField.STATUS, "resolved"), 1L, "agent:ada");

        assertThatThrownBy(() -> cases.change(opened.id(), wishes(CaseField.STATUS, "closed"), 1L, "agent:eve"))
                .isInstanceOf(StaleCase.class).hasMessageContaining("version 2");
        assertThat(cases.get(opened.id()).status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void onlyTheAssigneeCanBeTakenAway() {
        var opened = cases.open(wish("Broken"), "agent:ada");
        cases.change(opened.id(), wishes(CaseField.ASSIGNEE, "eve"), null, "agent:ada");

        assertThat(cases.change(opened.id(), wishes(CaseField.ASSIGNEE, null), null, "agent:ada").assignee()).isNull();
        for (var field : List.of(CaseField.STATUS, CaseField.PRIORITY, CaseField.SUBJECT)) {
            assertThatThrownBy(() -> cases.change(opened.id(), wishes(field, null), null, "agent:ada")).as("" + field)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> cases.change(opened.id(), wishes(CaseField.STATUS, "unknown"), null, "agent:ada"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameRequestTwiceHasOneEffect() {
        var key = new RequestKey("agent:ada", "k1", "open Broken");

        var opened = cases.open(wish("Broken"), "agent:ada", key);
        var again = cases.open(wish("Broken"), "agent:ada", key);
        var note = cases.comment(opened.id(), "Called him.", true, "agent:ada", Optional.of(request("k2", "Called")));
        var repeated = cases.comment(opened.id(), "Called him.", true, "agent:ada",
                Optional.of(request("k2", "Called")));

        assertThat(again).isEqualTo(opened);
        assertThat(repeated).isEqualTo(note);
        assertThat(cases.comments(opened.id())).containsExactly(note);
        assertThat(history(opened)).containsExactly("agent:ada case.opened", "agent:ada case.commented");
    }

    @Test
    void aKeyUsedForAnotherRequestIsRefusedAndAnotherCallersKeyIsHisOwn() {
        cases.open(wish("Broken"), "agent:ada", request("k1", "one"));

        assertThatThrownBy(() -> cases.open(wish("Other"), "agent:ada", request("k1", "other")))
                .isInstanceOf(RequestKeyReused.class);
        assertThat(cases.open(wish("Other"), "agent:eve", new RequestKey("agent:eve", "k1", "other")).subject())
                .isEqualTo("Other");
    }

    @Test
    void theHistoryIsAChainThatHolds() {
        var opened = cases.open(wish("Broken"), "agent:ada");
        for (var status : List.of("waiting-customer", "open", "resolved", "closed")) {
            cases.change(opened.id(), wishes(CaseField.STATUS, status), null, "agent:ada");
        }
        cases.comment(opened.id(), "Done.", false, "agent:ada", Optional.empty());

        assertThat(hub.rooms.get(AuditTrail.class).verify(new Subject("case", opened.id().toString()))).isEmpty();
        assertThat(history(opened)).hasSize(6);
    }

    @Test
    void aSourceCaseOpensACaseThatFollowsIt() {
        hub.arrive(Arrival.ticket("7", "1"));
        var opened = found();

        hub.arrive(Arrival.ticket("7", "1").version(1).with("status", "resolved").with("priority", "high"));

        assertThat(opened.status()).isEqualTo(CaseStatus.OPEN);
        assertThat(found()).satisfies(now -> {
            assertThat(now.id()).isEqualTo(opened.id());
            assertThat(now.status()).isEqualTo(CaseStatus.RESOLVED);
            assertThat(now.priority()).isEqualTo(Priority.HIGH);
            assertThat(now.version()).isEqualTo(2);
        });
        assertThat(history(opened)).containsExactly("system:crm case.opened", "system:crm status.changed",
                "system:crm priority.changed");
    }

    @Test
    void whatWasChangedHereStandsUntilTheSourceSaysSomethingNew() {
        hub.arrive(Arrival.ticket("7", "1"));
        cases.change(found().id(), wishes(CaseField.STATUS, "closed"), null, "agent:ada");

        hub.arrive(Arrival.ticket("7", "1").version(1).with("description", "more"));
        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);

        hub.arrive(Arrival.ticket("7", "1").version(2).with("status", "waiting-customer"));
        assertThat(found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void ourOwnEchoMovesNothing() {
        hub.arrive(Arrival.ticket("7", "1"));
        cases.change(found().id(), wishes(CaseField.STATUS, "resolved"), null, "agent:ada");
        cases.told(TICKET, CaseField.STATUS, new CaseLink.Told("resolved", "Solved", null, 2));
        cases.change(found().id(), wishes(CaseField.STATUS, "closed"), null, "agent:ada");

        hub.arrive(Arrival.ticket("7", "1").version(1).with("status", "resolved"));

        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void aSourceCaseThatIsGoneIsClosedAndOpenAgainWhenItReturns() {
        hub.arrive(Arrival.ticket("7", "1"));

        hub.arrive(Arrival.ticket("7", "1").version(1).with("deleted", true));
        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(cases.links(List.of(found().id())).getFirst().isGone()).isTrue();

        hub.arrive(Arrival.ticket("7", "1").version(2));
        assertThat(found().status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void whatIsGoneBeforeItWasEverSeenOpensNothing() {
        hub.arrive(Arrival.ticket("7", "1").with("deleted", true));

        assertThat(cases.linked(List.of(TICKET))).isEmpty();
    }

    @Test
    void aRecordThatCasesCannotTakeIsParkedWithTheRoomNamed() {
        assertThatThrownBy(() -> hub.arrive(Arrival.ticket("7", "1").with("subject", "a\u0000b")))
                .hasMessageContaining("cases ");
    }

    @Test
    void aSearchTakesWordsAsTheyStand() {
        cases.open(wish("100% broken"), "agent:ada");
        cases.open(wish("1000 broken"), "agent:ada");

        assertThat(search("100%")).containsExactly("100% broken");
        assertThat(search("BROKEN")).hasSize(2);
        assertThat(search("a\\")).isEmpty();
    }

    private List<String> search(String text) {
        return cases.search(new CaseFilter(null, Set.of(), null, text, null, null, 10)).stream().map(HubCase::subject)
                .toList();
    }

    private HubCase found() {
        return cases.get(Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId());
    }

    private List<String> history(HubCase of) {
        return hub.rooms.get(AuditTrail.class).of(new Subject("case", of.id().toString()), 0, 100).stream()
                .map(recorded -> recorded.entry().actor() + " " + recorded.entry().action())
                .toList();
    }

    private static RequestKey request(String key, String request) {
        return new RequestKey("agent:ada", key, request);
    }

    private static Map<CaseField, @Nullable String> wishes(CaseField field, @Nullable String value) {
        var wishes = new HashMap<CaseField, @Nullable String>();
        wishes.put(field, value);
        return wishes;
    }

    private static Map<CaseField, @Nullable String> wishes(CaseField one, String value, CaseField other,
            String second) {
        var wishes = wishes(one, value);
        wishes.put(other, second);
        return wishes;
    }

    private static OpenCase wish(String subject) {
        return new OpenCase(null, null, subject, CaseStatus.NEW, Priority.NORMAL, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "an agent's", NINE);
    }
}
