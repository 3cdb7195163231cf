package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.identity.Customers;
import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.CustomerId;
import io.casehub.view.search.Search;
import io.casehub.view.search.SearchFilter;
import io.casehub.view.search.SearchFilter.Place;
import io.casehub.view.search.SearchFilter.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What was said in cases and interactions, as {@code routes/api/search.camel.yaml} calls it. */
@Component
class SearchDoor {

    private final Search search;
    private final Customers customers;

    SearchDoor(Search search, Customers customers) {
        this.search = search;
        this.customers = customers;
    }

    /** What fits, best first. */
    public Answer find(HttpServletRequest request) {
        var query = Query.of(request, "q", "in", "customer", "status", "system", "channel", "from", "to", Query.BEHIND,
                Query.LIMIT);
        var filter = new SearchFilter(
                query.text("q").orElseThrow(() -> new BadRequest("q says what to look for")),
                Set.copyOf(query.words("in", Scope.class)), query.text("customer").map(this::customer).orElse(null),
                Set.copyOf(query.words("status", CaseStatus.class)), query.text("system").orElse(null),
                query.one("channel", Channel.class).orElse(null),
                query.text("from").map(text -> instant("from", text)).orElse(null),
                query.text("to").map(text -> instant("to", text)).orElse(null),
                query.text(Query.BEHIND).map(SearchDoor::place).orElse(null), query.limit() + 1);
        var answer = BadRequest.unless(() -> search.find(filter));
        var shown = answer.found().stream().limit(query.limit()).toList();
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        shown.forEach(found -> items.add(SearchShape.of(found)));
        if (answer.isOfTheNewest()) {
            json.put("newestOnly", true);
        }
        if (answer.found().size() > shown.size()) {
            json.put("next", query.next(text(shown.getLast().place())));
        }
        return Answer.json(200, json);
    }

    private CustomerId customer(String text) {
        var id = Ids.customer(text);
        return customers.survivor(id).orElseThrow(() -> new BadRequest("there is no customer " + id));
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadRequest(name + " is a moment such as 2026-01-05T10:00:00Z");
        }
    }

    private static String text(Place place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                (place.score() + " " + place.at() + " " + place.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            return new Place(Float.parseFloat(parts[0]), Instant.parse(parts[1]), parts[2]);
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new BadRequest("behind is not a place this API has given out");
        }
    }
}
