package io.casehub.cases;

import io.casehub.model.CaseId;
import java.util.List;

/**
 * What was written on these cases was erased; whoever keeps copies of it erases them in the same
 * transaction.
 */
public record CasesErased(List<CaseId> cases) {

    public CasesErased {
        cases = List.copyOf(cases);
    }
}
