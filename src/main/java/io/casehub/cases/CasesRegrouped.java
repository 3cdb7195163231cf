package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.util.Map;
import java.util.Set;

/**
 * Records turned out to belong together otherwise than they did. Published in the transaction that
 * knows it, before the changes of the cases that remain.
 *
 * @param merged cases that lead on from now, and where to
 * @param revived merged cases that are cases of their own again
 * @param moved records that went to another case
 */
public record CasesRegrouped(Map<CaseId, CaseId> merged, Set<CaseId> revived, Map<SourceRef, CaseId> moved) {

    public CasesRegrouped {
        merged = Map.copyOf(merged);
        revived = Set.copyOf(revived);
        moved = Map.copyOf(moved);
    }
}
