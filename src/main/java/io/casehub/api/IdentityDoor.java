package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseFilter;
import io.casehub.identity.Customers;
import io.casehub.identity.Explanations;
import io.casehub.identity.IdentityDecisions;
import io.casehub.identity.IdentityDecisions.Wish;
import io.casehub.identity.Outcome;
import io.casehub.identity.Reidentification;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Deliveries;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is one customer, why, and a person's word on it, as {@code routes/api/identity.camel.yaml}
 * calls them.
 */
@Component
class IdentityDoor {

    private static final int LONGEST = 400;
    private static final int MOST = 100;
    private static final int MOST_CASES = 200;

    private final Customers customers;
    private final Explanations explanations;
    private final IdentityDecisions decisions;
    private final Reidentification reidentification;
    private final CaseFinder finder;
    private final Deliveries deliveries;

    IdentityDoor(Customers customers, Explanations explanations, IdentityDecisions decisions,
            Reidentification reidentification, CaseFinder finder, Deliveries deliveries) {
        this.customers = customers;
        this.explanations = explanations;
        this.decisions = decisions;
        this.reidentification = reidentification;
        this.finder = finder;
        this.deliveries = deliveries;
    }

    /** The records of a customer and everything that was decided of them. */
    public Answer explain(HttpServletRequest request) {
        Query.of(request);
        var id = current(Ids.customer(Query.id(request)));
        return Answer.json(200, IdentityShape.explanation(id, customers.records(id), explanations.of(id)));
    }

    /** Customers become one: the oldest of them. */
    @Once(apart = true)
    public Answer merge(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "customers", "reason", "preview");
        var chosen = body.texts("customers", MOST).stream().map(text -> survivor(Ids.customer(text)))
                .collect(Collectors.toSet());
        return Answer.json(200,
                decisions.merge(chosen, wish(request, body), outcome -> outcome(Caller.of(request), outcome)));
    }

    /** Some of a customer's records become another one. */
    @Once(apart = true)
    public Answer split(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "records", "reason", "preview");
        var id = current(Ids.customer(Query.id(request)));
        var records = body.objects("records", MOST, "system", "key").stream().map(record -> new SourceRef(
                record.required("system", LONGEST), Entity.CUSTOMER, record.required("key", LONGEST)))
                .collect(Collectors.toSet());
        if (records.isEmpty()) {
            throw new BadRequest("the field records names no record");
        }
        return Answer.json(200,
                decisions.split(id, records, wish(request, body), outcome -> outcome(Caller.of(request), outcome)));
    }

    /** What the hub is not sure of. */
    public Answer reviews(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.of(explanations.reviews(query.seen(), query.limit() + 1), query,
                review -> String.valueOf(review.id()), IdentityShape::review);
    }

    /** A person's answer. */
    @Once(apart = true)
    public Answer decide(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "decision", "reason", "preview");
        var word = body.required("decision", LONGEST);
        if (!Set.of("same", "apart").contains(word)) {
            throw new BadRequest("decision is same or apart");
        }
        return Answer.json(200, decisions.review(Ids.number("review", Query.id(request)), word.equals("same"),
                wish(request, body), outcome -> outcome(Caller.of(request), outcome)));
    }

    /** Everybody is judged anew by the rules as they now are, or it is shown what would come of it. */
    @Once(apart = true)
    public Answer reidentify(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "preview");
        boolean isPreview = body.flag("preview", true);
        return Answer.json(200, IdentityShape.changes(
                isPreview ? reidentification.preview() : reidentification.apply(), isPreview));
    }

    private CustomerId survivor(CustomerId id) {
        return customers.survivor(id).orElseThrow(() -> new CustomerNotFound(id));
    }

    private CustomerId current(CustomerId id) {
        var survivor = survivor(id);
        if (!survivor.equals(id)) {
            throw new CustomerMerged(id, survivor);
        }
        return id;
    }

    private static Wish wish(HttpServletRequest request, Body body) {
        return new Wish(Caller.of(request).actor(), body.required("reason", LONGEST), body.flag("preview", false));
    }

    /** Who has which records, cases and commands on their way, as it is or would be. */
    private ObjectNode outcome(Caller who, Outcome outcome) {
        var json = IdentityShape.outcome(outcome);
        var list = json.putArray("customers");
        outcome.customers().entrySet().stream().sorted((a, b) -> a.getKey().compareTo(b.getKey())).forEach(customer -> {
            var entry = list.addObject().put("id", customer.getKey().toString());
            var records = entry.putArray("records");
            customer.getValue().stream().sorted().forEach(record -> records.add(IdentityShape.record(record)));
            var his = entry.putArray("cases");
            var found = finder.search(who,
                    new CaseFilter(customer.getKey(), Set.of(), null, null, null, null, MOST_CASES));
            found.forEach(hub -> his.add(CaseShape.brief(hub)));
            entry.put("deliveries", found.stream().mapToInt(hub -> deliveries.of(hub.id()).size()).sum());
        });
        return json;
    }
}
