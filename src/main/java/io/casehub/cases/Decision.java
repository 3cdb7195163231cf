package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided on which records are one case, and what came or would come of it.
 *
 * @param id to take it back by; {@code null} of a preview
 * @param hub the case it was decided on, as it is now
 * @param merged numbers of cases that lead on to others, with theirs
 * @param opened numbers of cases that there are besides, new ones or merged ones that stand up
 * again; of a preview the records they would be for
 * @param moved records, and the number of the case each goes to
 */
public record Decision(@Nullable UUID id, Kind kind, HubCase hub, Map<String, String> merged, List<String> opened,
        Map<SourceRef, String> moved) {

    /** What can be decided. */
    public enum Kind implements CodeWord {
        MERGE,
        SPLIT,
        LINK,
        UNLINK,
        CONFIRM,
        REFUSE
    }

    public Decision {
        merged = Map.copyOf(merged);
        opened = List.copyOf(opened);
        moved = Map.copyOf(moved);
    }

    /**
     * What somebody wants.
     *
     * @param others cases, of a merge
     * @param records of the case, of a split or unlink; elsewhere, of a link
     * @param isPreview nothing is to change
     */
    public record Wish(Kind kind, CaseId hub, List<CaseId> others, Set<SourceRef> records, @Nullable String reason,
            boolean isPreview) {

        public Wish {
            others = List.copyOf(others);
            records = Set.copyOf(records);
        }
    }
}
