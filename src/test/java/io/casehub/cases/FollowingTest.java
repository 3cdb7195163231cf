package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final SourceRef SOURCE = new SourceRef("crm", Entity.CASE, "7");
    private static final CaseId ID = CaseId.next();
    private static final HubCase HUB = new HubCase(ID, "CH-000001", null, "ticket", "Broken", CaseStatus.OPEN,
            Priority.NORMAL, "ada", SOURCE, Instant.EPOCH, Instant.EPOCH, 1);
    private static final CaseLink KNOWN = known("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada", false);

    @Test
    void whatTheSourceMerelyRepeatsMovesNothing() {
        var changedHere = HUB.with(CaseField.STATUS, "resolved", Instant.EPOCH);

        assertThat(Following.changes(changedHere, KNOWN, said("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada")))
                .isEmpty();
    }

    @Test
    void whatTheSourceChangedTheCaseChangesToo() {
        assertThat(Following.changes(HUB, KNOWN, said("Broken again", CaseStatus.RESOLVED, Priority.HIGH, null)))
                .containsExactly(new Change(CaseField.STATUS, "open", "resolved"),
                        new Change(CaseField.PRIORITY, "normal", "high"), new Change(CaseField.ASSIGNEE, "ada", null),
                        new Change(CaseField.SUBJECT, "Broken", "Broken again"));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        var resolvedHere = HUB.with(CaseField.STATUS, "resolved", Instant.EPOCH);

        assertThat(Following.changes(resolvedHere, KNOWN, said("Broken", CaseStatus.RESOLVED, Priority.NORMAL, "ada")))
                .isEmpty();
    }

    @Test
    void anUnknownStatusAndAMissingPriorityMoveNothing() {
        assertThat(Following.changes(HUB, KNOWN, said("Broken", CaseStatus.UNKNOWN, null, "ada"))).isEmpty();
    }

    @Test
    void whatWasGoneAndIsThereAgainSpeaksAnew() {
        var closed = HUB.with(CaseField.STATUS, "closed", Instant.EPOCH);
        var gone = known("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada", true);

        assertThat(Following.changes(closed, gone, said("Broken", CaseStatus.OPEN, Priority.NORMAL, "ada")))
                .containsExactly(new Change(CaseField.STATUS, "closed", "open"));
    }

    private static CaseLink known(String subject, CaseStatus status, Priority priority, String assignee, boolean gone) {
        return new CaseLink(ID, SOURCE, "its own case", subject, status, "In Progress", priority, assignee, null, 1,
                gone);
    }

    private static CaseRecord said(String subject, CaseStatus status, @Nullable Priority priority,
            @Nullable String assignee) {
        return new CaseRecord(SOURCE, new Revision(Instant.EPOCH, 2), null, "7", subject, null, status, null, priority,
                null, assignee, null, null, Instant.EPOCH, List.of());
    }
}
