package io.casehub.api;

import io.casehub.cases.CaseFilter;
import io.casehub.cases.CaseNotFound;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.sharing.Shares;
import io.casehub.identity.Customers;
import io.casehub.model.CaseId;
import io.casehub.security.Caller;
import io.casehub.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds cases for whoever asks. Every door finds its case here and nowhere else, so none can forget
 * that a customer sees his own cases and a partner those shared with him. A case that the caller
 * may not see is not there: its answer is that of a case that never was.
 */
@Component
class CaseFinder {

    private final Cases cases;
    private final Shares shares;
    private final Customers customers;

    CaseFinder(Cases cases, Shares shares, Customers customers) {
        this.cases = cases;
        this.shares = shares;
        this.customers = customers;
    }

    /** The case in the path of a request, by its id or its number. */
    HubCase find(HttpServletRequest request) {
        return find(Caller.of(request), Query.id(request));
    }

    /**
     * @param id as the caller writes it: a UUID or a number
     * @throws CaseNotFound where there is none, or none that this caller sees
     * @throws CaseMerged where it leads on to another one that he sees
     */
    HubCase find(Caller caller, String id) {
        if (id.startsWith("CH-")) {
            var found = byNumber(caller, id).orElseThrow(() -> new CaseNotFound(id));
            return current(found, id, found.number().equals(id));
        }
        var uuid = new CaseId(Ids.uuid("the id of a case", id));
        var found = cases.get(uuid);
        if (!sees(caller, found)) {
            throw new CaseNotFound(uuid.toString());
        }
        return current(found, id, found.id().equals(uuid));
    }

    private static HubCase current(HubCase found, String asked, boolean isItself) {
        if (!isItself) {
            throw new CaseMerged(asked, found);
        }
        return found;
    }

    Optional<HubCase> byNumber(Caller caller, String number) {
        return cases.byNumber(number).filter(found -> sees(caller, found));
    }

    /** The cases that fit and that the caller sees; whom he asks for does not widen that. */
    List<HubCase> search(Caller caller, CaseFilter filter) {
        if (caller.isStaff()) {
            return cases.search(filter);
        }
        if (caller.customer() == null) {
            return caller.may(Role.PARTNER) ? cases.search(filter, shares.with(caller.name())) : List.of();
        }
        return customers.survivor(caller.customer())
                .map(own -> cases.search(new CaseFilter(own, filter.statuses(), filter.assignee(), filter.text(),
                        filter.behindAt(), filter.behind(), filter.limit())))
                .orElseGet(List::of);
    }

    private boolean sees(Caller caller, HubCase found) {
        if (caller.isStaff()) {
            return true;
        }
        if (caller.customer() == null) {
            return caller.may(Role.PARTNER) && shares.isShared(found.id(), caller.name());
        }
        return customers.survivor(caller.customer()).filter(own -> own.equals(found.customer())).isPresent();
    }
}
