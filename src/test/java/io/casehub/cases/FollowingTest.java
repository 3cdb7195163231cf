package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final SourceRef SOURCE = new SourceRef("crm", Entity.CASE, "7");
    private static final CaseId ID = CaseId.next();
    private static final HubCase HUB = new HubCase(ID, "CH-000001", null, "ticket", "Broken", CaseStatus.OPEN,
            Priority.NORMAL, "ada", SOURCE, Instant.EPOCH, Instant.EPOCH, 1);
    private static final StatusRules RULES = new StatusRules(Path.of("mappings"));
    private static final CaseLink KNOWN = CaseLink.first(ID, said("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada"),
            "its own case");

    @Test
    void whatTheSourceMerelyRepeatsMovesNothing() {
        var changedHere = HUB.with(CaseField.STATUS, "resolved", Instant.EPOCH);

        assertThat(changes(changedHere, KNOWN, said("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada"))).isEmpty();
    }

    @Test
    void whatTheSourceChangedTheCaseChangesToo() {
        assertThat(changes(HUB, KNOWN, said("Broken again", CaseStatus.RESOLVED, Priority.HIGH, null)))
                .containsExactly(new Change(CaseField.STATUS, "open", "resolved"),
                        new Change(CaseField.PRIORITY, "normal", "high"), new Change(CaseField.ASSIGNEE, "ada", null),
                        new Change(CaseField.SUBJECT, "Broken", "Broken again"));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        var resolvedHere = HUB.with(CaseField.STATUS, "resolved", Instant.EPOCH);

        assertThat(changes(resolvedHere, KNOWN, said("Broken", CaseStatus.RESOLVED, Priority.NORMAL, "ada")))
                .isEmpty();
    }

    @Test
    void anUnknownStatusAndAMissingPriorityMoveNothing() {
        assertThat(changes(HUB, KNOWN, said("Broken", CaseStatus.UNKNOWN, null, "ada"))).isEmpty();
    }

    @Test
    void whatWasGoneAndIsThereAgainSpeaksAnew() {
        var closed = HUB.with(CaseField.STATUS, "closed", Instant.EPOCH);

        assertThat(changes(closed, KNOWN.gone(), said("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada")))
                .containsExactly(new Change(CaseField.STATUS, "closed", "open"));
    }

    @Test
    void whatIsGoneEndsTheCase() {
        var before = Standing.of(List.of(KNOWN), null, RULES);
        var after = Standing.of(List.of(KNOWN.gone()), null, RULES);

        assertThat(Following.changes(HUB, before, after, Following.Turn.ENDS))
                .filteredOn(change -> change.field() == CaseField.STATUS)
                .containsExactly(new Change(CaseField.STATUS, "open", "closed"));
    }

    private static List<Change> changes(HubCase hub, CaseLink known, CaseRecord said) {
        var now = known.saying(said);
        return Following.changes(hub, Standing.of(List.of(known), null, RULES), Standing.of(List.of(now), null, RULES),
                Following.turn(known, now, RULES));
    }

    private static CaseRecord said(String subject, CaseStatus status, @Nullable Priority priority,
            @Nullable String assignee) {
        return new CaseRecord(SOURCE, new Revision(Instant.EPOCH, 2), null, null, subject, null, status, "In Progress",
                priority, "ticket", assignee, null, null, Instant.EPOCH, List.of(), List.of());
    }
}
