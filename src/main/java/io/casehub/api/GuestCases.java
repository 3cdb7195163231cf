package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseComment;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.RequestKey;
import io.casehub.model.CaseId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Cases as guests have them, who are customers and partners: what is meant for customers, without
 * what colleagues write to each other, without names of anybody who works here, and without the
 * systems behind.
 */
@Component
class GuestCases {

    private final CaseFinder finder;
    private final Cases cases;

    GuestCases(CaseFinder finder, Cases cases) {
        this.finder = finder;
        this.cases = cases;
    }

    static boolean isGuest(HttpServletRequest request) {
        return !Caller.of(request).isStaff();
    }

    Answer search(HttpServletRequest request) {
        var query = Query.of(request, "status", "q", Query.BEHIND, Query.LIMIT);
        var caller = Caller.of(request);
        var number = query.text("q").map(text -> text.toUpperCase(Locale.ROOT))
                .flatMap(text -> finder.byNumber(caller, text));
        var filter = CaseQuery.guests(query);
        return Listing.of(number.map(List::of).orElseGet(() -> finder.search(caller, filter)), query,
                hub -> CaseQuery.place(hub, filter), GuestCases::brief);
    }

    Answer read(HttpServletRequest request) {
        Query.of(request);
        var hub = finder.find(request);
        return Answer.json(200, shape(hub)).with(HttpHeaders.ETAG, "\"" + hub.version() + "\"")
                .with(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    ObjectNode shape(HubCase hub) {
        var json = brief(hub);
        var written = json.putArray("comments");
        cases.comments(hub.id()).stream().filter(comment -> !comment.isInternal())
                .forEach(comment -> written.add(comment(comment)));
        return json;
    }

    /** What a guest writes is never hidden from the customer. */
    Answer comment(CaseId id, String text, Body body, Caller caller, Optional<RequestKey> key) {
        if (body.flag("internal", false)) {
            throw new BadRequest("what you write can be read by the customer: internal is false or left out");
        }
        return Answer.json(201, comment(cases.comment(id, text, false, caller.actor(), key)));
    }

    private static ObjectNode brief(HubCase hub) {
        return JsonNodeFactory.instance.objectNode().put("id", hub.id().toString())
                .put("number", hub.number())
                .put("subject", hub.subject())
                .put("status", hub.status().word())
                .put("openedAt", hub.openedAt().toString())
                .put("changedAt", hub.changedAt().toString())
                .put("href", CaseShape.href(hub));
    }

    private static ObjectNode comment(CaseComment comment) {
        return JsonNodeFactory.instance.objectNode().put("id", comment.id().toString())
                .put("at", comment.at().toString())
                .put("author", side(comment.author()))
                .put("text", comment.text());
    }

    /** Who wrote something, without his name. */
    static String side(String author) {
        var role = author.substring(0, Math.max(0, author.indexOf(':')));
        return Set.of("customer", "partner").contains(role) ? role : "agent";
    }
}
