package io.casehub.api;

import io.casehub.cases.CaseNotFound;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Finds cases for whoever asks. */
@Component
class CaseFinder {

    private final Cases cases;

    CaseFinder(Cases cases) {
        this.cases = cases;
    }

    /** The case in the path of a request, by its id or its number. */
    HubCase find(HttpServletRequest request) {
        return find(Caller.of(request), Query.id(request));
    }

    HubCase find(Caller caller, String id) {
        var found = id.startsWith("CH-")
                ? cases.byNumber(id).orElseThrow(() -> new CaseNotFound(id))
                : cases.get(new CaseId(Ids.uuid("the id of a case", id)));
        if (!id.equals(found.number()) && !id.equals(found.id().toString())) {
            throw new CaseMerged(id, found);
        }
        return found;
    }
}
