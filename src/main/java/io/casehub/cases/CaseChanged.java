package io.casehub.cases;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case was opened, changed or written on.
 *
 * @param now the case as it is now
 * @param actor who did it: {@code agent:…}, or {@code system:…} where a source did
 * @param source the system whose record caused it; it need not be told
 * @param comment what was written on it, if that is what happened
 */
public record CaseChanged(HubCase now, Kind kind, List<Change> changes, String actor, @Nullable String source,
        @Nullable CaseComment comment) {

    /** What happened. */
    public enum Kind {
        OPENED,
        CHANGED,
        COMMENTED,
        /** What was promised by a time is nearly missed, or is; the change says what. */
        WARNED,
        BREACHED
    }

    public CaseChanged {
        changes = List.copyOf(changes);
    }

    CaseChanged as(HubCase written) {
        return new CaseChanged(written, kind, changes, actor, source, comment);
    }

    public Optional<Change> change(CaseField field) {
        return changes.stream().filter(change -> change.field() == field).findFirst();
    }
}
