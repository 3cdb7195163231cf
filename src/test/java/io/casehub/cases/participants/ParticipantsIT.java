package io.casehub.cases.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.Decision;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.cases.Remark;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Participant;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import io.casehub.model.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

class ParticipantsIT {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Participant ANNA = new Participant("Anna", "anna@blum.example");

    @TempDir
    static Path temp;

    private final Arrivals hub = new Arrivals(temp);
    private final Cases cases = hub.rooms.get(Cases.class);
    private final Participants participants = hub.rooms.get(Participants.class);

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void theCustomerAndEveryAssigneeTakePart() {
        var customer = CustomerId.next();
        var opened = open(customer, "ada");

        cases.change(opened.id(), Map.of(CaseField.ASSIGNEE, "eve"), null, "agent:ada");

        assertThat(people(opened.id())).containsExactlyInAnyOrder("customer customer:" + customer + " customer",
                "agent caller:ada internal", "agent caller:eve internal");
        assertThat(history(opened)).containsExactly("case.opened", "assignee.changed");
    }

    @Test
    void theCustomerWhoTurnsOutToBeAnotherTakesPartAsThatOne() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", "anna@blum.example"),
                Arrival.customer("crm:2", "Anna Blum", "other@blum.example"),
                Arrival.ticket("7", "1").with("assignee", "ada"), Arrival.ticket("8", "2"));
        var before = List.of(hub.customer("crm:1"), hub.customer("crm:2"));

        hub.arrive(Arrival.customer("erp:1", "Anna Blum", "anna@blum.example", "other@blum.example"));

        var customer = "customer customer:" + hub.customer("erp:1") + " customer";
        assertThat(before).doesNotHaveDuplicates();
        assertThat(hub.customer("crm:2")).isEqualTo(hub.customer("crm:1"));
        assertThat(people(ticket("7"))).containsExactlyInAnyOrder(customer, "agent caller:ada internal");
        assertThat(people(ticket("8"))).containsExactly(customer);
    }

    @Test
    void whomSomebodyTakesOutDoesNotComeBackByHimself() {
        var opened = open(null, null);
        participants.tookPart(opened.id(), List.of(ANNA), null);
        var anna = participants.of(opened.id()).getFirst();

        participants.remove(opened.id(), anna.id(), "agent:ada");
        participants.tookPart(opened.id(), List.of(ANNA), null);

        assertThat(people(opened.id())).isEmpty();
        assertThatThrownBy(() -> participants.remove(opened.id(), anna.id(), "agent:ada"))
                .isInstanceOf(ParticipantNotFound.class);
        participants.add(opened.id(), anna.is(), "agent:ada");
        assertThat(people(opened.id())).containsExactly("contact email:anna@blum.example customer");
        assertThat(history(opened)).containsExactly("case.opened", "participant.removed", "participant.added");
        assertThat(cases.get(opened.id()).version()).isEqualTo(3);
    }

    @Test
    void aPartnerTakesPartUntilHisTimeIsOver() {
        var opened = open(null, null);
        var carrier = participants.add(opened.id(), partner(Instant.now().plus(Duration.ofDays(1))), "agent:ada");

        assertThat(people(opened.id())).containsExactly("partner caller:carrier customer");
        hub.database.jdbc().sql("update case_participant set until = now() - interval '1 second' where id = ?")
                .param(carrier.id()).update();
        assertThat(people(opened.id())).isEmpty();
        participants.add(opened.id(), partner(Instant.now().plus(Duration.ofDays(1))), "agent:ada");
        assertThat(people(opened.id())).hasSize(1);
        assertThatThrownBy(() -> participants.add(opened.id(), partner(NINE), "agent:ada"))
                .hasMessageContaining("to come");
    }

    @Test
    void aRoleGoesWithHowSomebodyIsNamedAndWithWhatHeMaySee() {
        var contact = Who.named("Anna");

        assertThatThrownBy(() -> NewParticipant.of(Role.AGENT, contact, null, null, null))
                .hasMessageContaining("named by caller");
        assertThatThrownBy(() -> NewParticipant.of(Role.CONTACT, contact, null, Sight.INTERNAL, null))
                .hasMessageContaining("never sees");
        assertThatThrownBy(() -> NewParticipant.of(Role.PARTNER, Who.caller("carrier"), null, null, null))
                .hasMessageContaining("until when");
        assertThat(NewParticipant.of(Role.EXPERT, Who.caller("erika"), null, null, null).sees())
                .isEqualTo(Sight.INTERNAL);
    }

    @Test
    void theNewestMarkOfAPersonCountsAndIsHisAlone() {
        var opened = open(null, null);
        participants.tookPart(opened.id(), List.of(ANNA, new Participant("Ben", null)), mark(NINE, "PIN"));

        participants.tookPart(opened.id(), List.of(ANNA), mark(NINE.minusSeconds(60), "name"));

        assertThat(participants.verified(opened.id())).hasValueSatisfying(one -> {
            assertThat(one.is().who()).isEqualTo(Who.of(ANNA));
            assertThat(one.verified()).isEqualTo(mark(NINE, "PIN"));
        });
        assertThat(participants.of(opened.id())).filteredOn(one -> one.verified() != null).hasSize(1);
    }

    @Test
    void whoIsMentionedIsAskedInOnce() {
        var opened = open(null, "ada");

        for (int i = 0; i < 2; i++) {
            cases.comment(opened.id(), new Remark("Look", true, null, List.of("erika", "ada")), "agent:ada",
                    Optional.empty());
        }

        assertThat(people(opened.id())).containsExactlyInAnyOrder("agent caller:ada internal",
                "expert caller:erika internal");
        assertThat(history(opened)).containsExactly("case.opened", "case.commented", "participant.added",
                "case.commented");
    }

    @Test
    void whoTakesPartInACaseThatWasMergedTakesPartUntilItIsParted() {
        var to = open(null, "ada");
        var from = open(null, "ada");
        participants.tookPart(from.id(), List.of(ANNA), mark(NINE, "PIN"));
        var decisions = hub.rooms.get(CaseDecisions.class);

        var merged = decisions
                .decide(new Decision.Wish(Decision.Kind.MERGE, to.id(), List.of(from.id()), Set.of(), null,
                        false), "agent:ada");

        assertThat(people(to.id())).hasSize(2);
        assertThat(participants.verified(to.id())).isPresent();
        decisions.undo(Objects.requireNonNull(merged.id()), "agent:ada");
        assertThat(people(to.id())).containsExactly("agent caller:ada internal");
        assertThat(people(from.id())).hasSize(2);
    }

    @Test
    void anAnswerIsToACommentOfTheSameCase() {
        var one = open(null, null);
        var other = open(null, null);
        var comment = cases.comment(one.id(), "Hello", true, "agent:ada", Optional.empty());

        var answer = cases.comment(one.id(), new Remark("Yes", false, comment.id(), List.of()), "agent:ada",
                Optional.empty());

        assertThat(cases.comments(one.id())).containsExactly(comment, answer);
        assertThatThrownBy(() -> cases.comment(other.id(), new Remark("No", true, comment.id(), List.of()),
                "agent:ada", Optional.empty())).hasMessageContaining("same case");
    }

    private HubCase open(@Nullable CustomerId customer, @Nullable String assignee) {
        return cases.open(new OpenCase(customer, null, "Broken", CaseStatus.NEW, Priority.NORMAL, assignee,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "opened by request", NINE),
                "agent:ada");
    }

    private CaseId ticket(String key) {
        var ticket = new SourceRef("crm", Entity.CASE, key);
        return cases.linked(List.of(ticket)).values().iterator().next().caseId();
    }

    private static NewParticipant partner(Instant until) {
        return NewParticipant.of(Role.PARTNER, Who.caller("carrier"), "Swift", null, until);
    }

    private static Verification mark(Instant at, String how) {
        return new Verification(at, "ben", how);
    }

    private List<String> people(CaseId id) {
        return participants.of(id).stream().map(CaseParticipant::is)
                .map(one -> one.role().word() + " " + one.who().text() + " " + one.sees().word()).toList();
    }

    private List<String> history(HubCase opened) {
        return hub.rooms.get(AuditTrail.class).of(new Subject("case", opened.id().toString()), 0, 100).stream()
                .map(entry -> entry.entry().action()).toList();
    }
}
