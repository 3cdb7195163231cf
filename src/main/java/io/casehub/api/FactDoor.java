package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Records.VersionPlace;
import io.casehub.ingest.StoredRecord;
import io.casehub.intake.facts.Facts;
import io.casehub.intake.facts.NewFact;
import io.casehub.intake.facts.TakenFact;
import io.casehub.intake.facts.TakenFact.Fate;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import io.casehub.model.Suggestion.Outcome;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is told of customers, and what becomes of suggestions, as
 * {@code routes/api/customer-facts.camel.yaml} calls it.
 */
@Component
class FactDoor {

    private static final int LONGEST_REASON = 2000;

    private final Facts facts;
    private final FactBody bodies;
    private final CustomerDoor customers;

    FactDoor(Facts facts, FactBody bodies, CustomerDoor customers) {
        this.facts = facts;
        this.bodies = bodies;
        this.customers = customers;
    }

    @Once
    public Answer score(HttpServletRequest request, byte @Nullable [] bytes) {
        return take(request, bodies.score(Caller.of(request), bytes));
    }

    @Once
    public Answer consent(HttpServletRequest request, byte @Nullable [] bytes) {
        return take(request, bodies.consent(Caller.of(request), bytes));
    }

    @Once
    public Answer suggestion(HttpServletRequest request, byte @Nullable [] bytes) {
        return take(request, bodies.suggestion(Caller.of(request), bytes));
    }

    public Answer scores(HttpServletRequest request) {
        return history(request, Entity.SCORE);
    }

    public Answer consents(HttpServletRequest request) {
        return history(request, Entity.CONSENT);
    }

    private Answer history(HttpServletRequest request, Entity kind) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var id = customer(request);
        var behind = query.text(Query.BEHIND).map(text -> place(text, kind)).orElse(null);
        return Listing.of(facts.history(id, kind, behind, query.limit() + 1), query, FactDoor::place, FactDoor::shape);
    }

    private static String place(StoredRecord version) {
        var text = version.record().revision().changedAt() + " " + version.record().revision().sequence() + " "
                + version.source().system() + " " + version.source().key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static VersionPlace place(String text, Entity kind) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 4);
            return new VersionPlace(new SourceRef(parts[2], kind, parts[3]),
                    new Revision(Instant.parse(parts[0]), Long.parseLong(parts[1])));
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new BadRequest("behind is not a place this API has given out");
        }
    }

    /** Notes what became of a suggestion. */
    @Once
    public Answer decide(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var id = customer(request);
        var body = Body.of(bytes, "status", "reason");
        var status = body.word("status", Outcome.Status.class, Set.of())
                .orElseThrow(() -> new BadRequest("the field status is missing"));
        var taken = facts.decide(id, Query.variable(request, "suggestionId"), status,
                body.text("reason", LONGEST_REASON).orElse(null), Caller.of(request).actor());
        return Answer.json(taken.fate() == Fate.PARKED ? 202 : 200, shape(id, taken));
    }

    private Answer take(HttpServletRequest request, NewFact fact) {
        Query.of(request);
        var id = customer(request);
        var taken = facts.take(id, fact, Caller.of(request).actor());
        return Answer.json(switch (taken.fate()) {
            case APPLIED -> 201;
            case UNCHANGED, SUPERSEDED -> 200;
            case PARKED -> 202;
        }, shape(id, taken));
    }

    private CustomerId customer(HttpServletRequest request) {
        var id = Ids.customer(Query.id(request));
        customers.mustBeCurrent(id);
        return id;
    }

    private static ObjectNode shape(StoredRecord version) {
        return Shape.origin(Shape.object(), version).setAll((ObjectNode) ExactJson.parse(version.canonical()));
    }

    private static ObjectNode shape(CustomerId customer, TakenFact taken) {
        var json = Shape.object().put("id", taken.source().key()).put("fate",
                taken.fate().word());
        json.putObject("source").put("system", taken.source().system()).put("key", taken.source().key());
        return json.put("href", "/api/v1/customers/" + customer);
    }
}
