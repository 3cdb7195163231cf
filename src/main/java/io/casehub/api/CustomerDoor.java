package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.identity.Customers;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.view.Parts;
import io.casehub.view.PastViews;
import io.casehub.view.Section;
import io.casehub.view.Views;
import io.casehub.view.Views.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is going on with a customer. The 360° read is Spring MVC and not Camel, since the way
 * through a route would cost half of its budget ({@code docs/decisions}); the time line is called
 * by {@code routes/api/customers.camel.yaml}.
 */
@RestController
class CustomerDoor {

    private static final String AS_OF = "asOf";

    private final Customers customers;
    private final Views views;
    private final CurrentView current;
    private final PastViews past;
    private final Clock clock;

    CustomerDoor(Customers customers, Views views, CurrentView current, PastViews past, Clock clock) {
        this.customers = customers;
        this.views = views;
        this.current = current;
        this.past = past;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/customers/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> read(HttpServletRequest request) {
        var query = Query.of(request, "include", ViewQuery.SECTIONS, ViewQuery.FIELDS, AgeQuery.MAX_AGE,
                AgeQuery.DEADLINE, AS_OF);
        var id = Ids.customer(Query.id(request));
        var wanted = ViewQuery.of(query);
        boolean isExplained = query.one("include", Include.class).isPresent();
        var at = past(query);
        Supplier<View> stored = () -> isExplained
                ? views.explained(id, wanted.parts())
                : views.read(id, wanted.parts());
        var wish = AgeQuery.of(query, request.getHeader(HttpHeaders.CACHE_CONTROL));
        if (wish.isPresent() && at == null) {
            return answer(200).contentType(MediaType.APPLICATION_JSON)
                    .body(current.read(id, wanted, wish.get(), Arrival.of(request), () -> current(id, stored)));
        }
        var view = at == null ? current(id, stored) : past(id, at, wanted.parts(), isExplained);
        var tag = tag(view);
        boolean isKnown = matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
        var answer = answer(isKnown ? 304 : 200).header(HttpHeaders.ETAG, tag);
        return isKnown ? answer.build() : answer.contentType(MediaType.APPLICATION_JSON).body(wanted.of(view.json()));
    }

    private static ResponseEntity.BodyBuilder answer(int status) {
        return ResponseEntity.status(status).header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /** Everything about a customer in one time line, or one section of it, newest first. */
    public Answer timeline(HttpServletRequest request) {
        var query = Query.of(request, "section", AS_OF, Query.BEHIND, Query.LIMIT);
        var id = Ids.customer(Query.id(request));
        mustBeCurrent(id);
        var section = query.text("section").map(CustomerDoor::section).orElse(null);
        var at = past(query);
        var behind = query.text(Query.BEHIND).orElse(null);
        var stretch = BadRequest.unless(() -> at == null
                ? views.timeline(id, section, behind, query.limit())
                : past.timeline(id, at, section, behind, query.limit()).orElseThrow(() -> unknown(id, at)));
        var json = JsonNodeFactory.instance.objectNode();
        json.putArray("items").addAll(stretch.items());
        stretch.next().ifPresent(place -> json.put("next", query.next(place)));
        return Answer.json(200, json);
    }

    /** Whoever has a view is himself; only of others it is asked who they are now. */
    private View current(CustomerId id, Supplier<View> stored) {
        var view = stored.get();
        if (!view.isKept()) {
            mustBeCurrent(id);
        }
        return view;
    }

    private View past(CustomerId id, Instant at, Parts parts, boolean isExplained) {
        mustBeCurrent(id);
        return past.read(id, at, parts, isExplained).orElseThrow(() -> unknown(id, at));
    }

    /** As of when something is asked; {@code null} where it is now. */
    private @Nullable Instant past(Query query) {
        var at = query.time(AS_OF).orElse(null);
        if (at != null && at.isAfter(clock.instant())) {
            throw new BadRequest(AS_OF + " is in the future; leave it out to read what is known now");
        }
        if (at != null && (query.text(AgeQuery.MAX_AGE).isPresent() || query.text(AgeQuery.DEADLINE).isPresent())) {
            throw new BadRequest(AS_OF + " asks for the past, " + AgeQuery.MAX_AGE + " and " + AgeQuery.DEADLINE
                    + " for the present: one or the other");
        }
        return at;
    }

    private static CustomerNotFound unknown(CustomerId id, Instant at) {
        return new CustomerNotFound(id + " was known at " + at);
    }

    void mustBeCurrent(CustomerId id) {
        var survivor = customers.survivor(id).orElseThrow(() -> new CustomerNotFound(id));
        if (!survivor.equals(id)) {
            throw new CustomerMerged(id, survivor);
        }
    }

    /**
     * Weak: what differs only in its compression is the same, and nothing with a strong tag is
     * compressed.
     */
    static String tag(Views.View view) {
        return "W/\"" + view.version() + "\"";
    }

    private static Section section(String word) {
        return Section.list(word).orElseThrow(() -> new BadRequest("section is one of "
                + Section.lists().stream().map(Section::word).toList()));
    }

    /** What the answer holds only where it is asked for. */
    private enum Include implements CodeWord {
        PROVENANCE
    }

    /** Weakly, as RFC 9110 has it for reading: what stands on the way may have taken the W/ off. */
    private static boolean matches(@Nullable String tags, String tag) {
        return tags != null && (tags.equals(tag)
                || Arrays.stream(tags.split(",")).map(String::strip)
                        .anyMatch(one -> one.equals(tag) || one.equals(tag.substring("W/".length()))));
    }
}
