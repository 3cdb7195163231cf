package io.casehub.cases;

import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a hub case follows its source case: what the source changed since it last spoke, the hub case
 * changes too. What the source merely repeats moves nothing, so a change made in the hub stands
 * until the source says something new.
 */
final class Following {

    private Following() {}

    static List<Change> changes(HubCase hub, CaseLink known, CaseRecord said) {
        var changes = new ArrayList<Change>();
        if (said.status() != CaseStatus.UNKNOWN) {
            follow(changes, hub, CaseField.STATUS, known.isGone() ? null : word(known.status()), said.status().word());
        }
        if (said.priority() != null) {
            follow(changes, hub, CaseField.PRIORITY, word(known.priority()), said.priority().word());
        }
        follow(changes, hub, CaseField.ASSIGNEE, known.assignee(), said.assignee());
        follow(changes, hub, CaseField.SUBJECT, known.subject(), said.subject());
        return changes;
    }

    /** A source case is no more: nobody there works on it, and the hub case ends. */
    static List<Change> end(HubCase hub) {
        return hub.status().isFinal()
                ? List.of()
                : List.of(new Change(CaseField.STATUS, hub.status().word(), CaseStatus.CLOSED.word()));
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
