package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A hub case that follows one source case, by the rules of this room and without its tables. */
public final class Follower {

    public static final SourceRef SOURCE = new SourceRef("crm", Entity.CASE, "7");

    private static final StatusRules RULES = new StatusRules(Path.of("mappings"));
    private static final CaseId ID = CaseId.next();

    private HubCase hub;
    private CaseLink link;
    private int followed;

    public Follower(CaseRecord first) {
        hub = new HubCase(ID, "CH-000001", null, "ticket", "Broken", first.status(), Priority.NORMAL, null, SOURCE,
                Instant.EPOCH, Instant.EPOCH, 1);
        link = CaseLink.first(ID, first, "its own case");
    }

    public CaseStatus status() {
        return hub.status();
    }

    public CaseLink link() {
        return link;
    }

    /** How often its source has moved it. */
    public int followed() {
        return followed;
    }

    public void change(CaseStatus wish, Instant at) {
        hub = hub.with(CaseField.STATUS, wish.word(), at);
    }

    public void told(CaseLink.Told what, Instant at) {
        link = link.told(CaseField.STATUS, what, at);
    }

    /** As {@link SourceCases} does. */
    public void hear(CaseRecord said) {
        if (link.isAheadOf(said.revision())) {
            return;
        }
        var now = link.saying(said);
        var changes = Following.changes(hub, Standing.of(List.of(link), null, RULES),
                Standing.of(List.of(now), null, RULES), Following.turn(link, now, RULES));
        for (var change : changes) {
            if (change.field() == CaseField.STATUS) {
                hub = hub.with(CaseField.STATUS, change.after(), said.revision().changedAt());
                followed++;
            }
        }
        link = now;
    }
}
