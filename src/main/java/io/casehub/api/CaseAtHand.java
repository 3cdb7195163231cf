package io.casehub.api;

import io.casehub.cases.CaseNotFound;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The case a request is about, by its id or its number. */
@Component
class CaseAtHand {

    private final Cases cases;

    CaseAtHand(Cases cases) {
        this.cases = cases;
    }

    /** The one in the request's path. */
    HubCase of(HttpServletRequest request) {
        return of(Query.id(request));
    }

    HubCase of(String id) {
        return id.startsWith("CH-")
                ? cases.byNumber(id).orElseThrow(() -> new CaseNotFound(id))
                : cases.get(new CaseId(Ids.uuid("the id of a case", id)));
    }
}
