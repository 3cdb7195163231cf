package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.outbound.BrokenSystem;
import io.casehub.outbound.Deliveries;
import io.casehub.outbound.Delivery;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import io.casehub.outbound.DeliveryNotFound;
import io.casehub.outbound.DeliverySearch;
import io.casehub.outbound.DeliverySearch.Order;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operations on commands to systems, of whatever case, as
 * {@code routes/api/deliveries.camel.yaml} calls them.
 */
@Component
class DeliveryDoor {

    private static final String SYSTEM = "system";
    private static final String COMMAND = "command";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1000;
    private static final int USUAL_BULK = 100;
    private static final int LARGEST_BULK = 1000;
    private static final Set<Decision> OF_ONE = EnumSet.of(Decision.EDIT);

    private final Deliveries deliveries;
    private final DeliveryDecisions decisions;

    DeliveryDoor(Deliveries deliveries, DeliveryDecisions decisions) {
        this.deliveries = deliveries;
        this.decisions = decisions;
    }

    /** Commands that fit, oldest first. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, SYSTEM, COMMAND, "state", "open", "overdue", Query.BEHIND, Query.LIMIT);
        var behind = behind(query, deliveries);
        var search = new DeliverySearch(List.of(), query.text(SYSTEM), query.text(COMMAND),
                query.words("state", State.class), isWanted(query, "open"), isWanted(query, "overdue"), behind,
                Order.OLDEST_FIRST, query.limit() + 1);
        return Listing.of(deliveries.search(search), query, delivery -> delivery.id().toString(), DeliveryShape::of);
    }

    public Answer read(HttpServletRequest request) {
        Query.of(request);
        var id = id(request);
        return Answer.json(200,
                DeliveryShape.of(deliveries.find(id).orElseThrow(() -> new DeliveryNotFound(id))));
    }

    /** Systems that are left alone for now, since they were not reached. */
    public Answer systems(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.ofAll(deliveries.broken(), query, BrokenSystem::system, DeliveryShape::broken);
    }

    /** A person's word on one. */
    @Once(apart = true)
    public Answer decide(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "decision", "value", "reason");
        var word = new Word(decision(body, Set.of()), body.any("value"),
                body.text("reason", LONGEST_REASON).orElse(null));
        Delivery decided = decisions.decide(id(request), word, Caller.of(request).actor());
        return Answer.json(200, DeliveryShape.of(decided));
    }

    /** The same word on many: those of a system, or of one kind of command, that wait for a person. */
    @Once(apart = true)
    public Answer decideAll(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "decision", "reason", SYSTEM, COMMAND, "state", "limit");
        var state = body.word("state", State.class, EnumSet.of(State.PENDING, State.SENDING, State.DELIVERED))
                .orElse(State.PARKED);
        var search = new DeliverySearch(List.of(), Optional.of(body.required(SYSTEM, LONGEST_NAME)),
                body.text(COMMAND, LONGEST_NAME), List.of(state), state == State.PARKED || state == State.UNKNOWN,
                false, Optional.empty(), Order.OLDEST_FIRST, body.number("limit", USUAL_BULK, LARGEST_BULK));
        var done = decisions.decideAll(search, new Word(decision(body, OF_ONE), null,
                body.text("reason", LONGEST_REASON).orElse(null)), Caller.of(request).actor());
        var json = JsonNodeFactory.instance.objectNode().put("done", done.done());
        var refused = json.putArray("refused");
        done.refused().forEach(refusal -> refused.addObject().put("id", refusal.id().toString())
                .put("reason", refusal.reason()));
        return Answer.json(200, json);
    }

    /** The delivery behind which a page begins. */
    static Optional<UUID> behind(Query query, Deliveries deliveries) {
        var behind = query.text(Query.BEHIND).map(text -> Ids.uuid(Query.BEHIND, text));
        behind.filter(id -> deliveries.find(id).isEmpty()).ifPresent(id -> {
            throw new BadRequest("behind is not a place this API has given out");
        });
        return behind;
    }

    private static Decision decision(Body body, Set<Decision> except) {
        return body.word("decision", Decision.class, except)
                .orElseThrow(() -> new BadRequest("the field decision is missing"));
    }

    private static boolean isWanted(Query query, String name) {
        return query.text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadRequest(name + " is true or false");
        }).orElse(false);
    }

    private static UUID id(HttpServletRequest request) {
        return Ids.uuid("the id of a delivery", Query.id(request));
    }
}
