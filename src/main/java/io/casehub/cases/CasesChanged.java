package io.casehub.cases;

import java.util.List;

/** Cases that one transaction changed. Published inside it. */
public record CasesChanged(List<CaseChanged> cases) {

    public CasesChanged {
        cases = List.copyOf(cases);
    }
}
