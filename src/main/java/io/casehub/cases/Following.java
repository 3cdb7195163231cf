package io.casehub.cases;

import io.casehub.cases.StatusRules.Moves;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a hub case follows its sources: where what they say together becomes another, the hub case
 * does. What they merely repeat moves nothing, so a change made in the hub stands until a source
 * says something new.
 */
final class Following {

    private Following() {}

    /** What a source that speaks does to its own case. */
    enum Turn {
        SAYS,
        ENDS,
        REOPENS
    }

    /**
     * A case that is done with is opened again by a source that takes its own case up again, and by
     * none that merely ends its own.
     */
    static List<Change> changes(HubCase hub, Standing before, Standing after, Turn turn) {
        var changes = new ArrayList<Change>();
        boolean isLively = after.status() != null && !after.status().isFinal();
        if (turn == Turn.REOPENS && hub.status().isFinal()) {
            changes.add(new Change(CaseField.STATUS, hub.status().word(),
                    (isLively ? Objects.requireNonNull(after.status()) : CaseStatus.OPEN).word()));
        } else if (after.status() != null && !(turn == Turn.ENDS && isLively && hub.status().isFinal())) {
            follow(changes, hub, CaseField.STATUS, word(before.status()), after.status().word());
        }
        if (after.priority() != null) {
            follow(changes, hub, CaseField.PRIORITY, word(before.priority()), after.priority().word());
        }
        follow(changes, hub, CaseField.ASSIGNEE, before.assignee(), after.assignee());
        if (after.subject() != null) {
            follow(changes, hub, CaseField.SUBJECT, before.subject(), after.subject());
        }
        return changes;
    }

    static Turn turn(CaseLink known, CaseLink now, StatusRules rules) {
        if (isDone(now)) {
            return Turn.ENDS;
        }
        boolean isReopened = rules.moves(now.source().system()) != Moves.NEVER && isDone(known)
                && now.status() != CaseStatus.UNKNOWN;
        return isReopened ? Turn.REOPENS : Turn.SAYS;
    }

    private static boolean isDone(CaseLink link) {
        return link.isGone() || link.status() != null && link.status().isFinal();
    }

    private static void follow(List<Change> changes, HubCase hub, CaseField field, @Nullable String known,
            @Nullable String said) {
        if (!Objects.equals(known, said) && !Objects.equals(hub.value(field), said)) {
            changes.add(new Change(field, hub.value(field), said));
        }
    }

    private static @Nullable String word(@Nullable CodeWord value) {
        return value == null ? null : value.word();
    }
}
