package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.List;

/**
 * What was written on these cases, all of a customer's, was erased; whoever keeps copies of it
 * erases them in the same transaction.
 */
public record CasesErased(List<CaseId> cases, CustomerId customer) {

    public CasesErased {
        cases = List.copyOf(cases);
    }
}
