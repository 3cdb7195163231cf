package io.casehub.cases;

import java.util.List;

/**
 * Cases whose sources may be known to say something else, which moves none of the cases. Published
 * in the transaction that knows it.
 */
public record CasesHeard(List<HubCase> cases) {

    public CasesHeard {
        cases = List.copyOf(cases);
    }
}
