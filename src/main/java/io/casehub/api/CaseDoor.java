package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.Cases;
import io.casehub.cases.Casework;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.cases.OpenCase.More;
import io.casehub.cases.Remark;
import io.casehub.cases.RequestKey;
import io.casehub.cases.participants.Participants;
import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseTypes;
import io.casehub.identity.Customers;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Deliveries;
import io.casehub.outbound.FieldRules;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The operations on cases, as {@code routes/api/cases.camel.yaml} calls them. */
@Component
class CaseDoor {

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMENT = 20_000;
    private static final int MOST_MENTIONS = 20;

    private final Cases cases;
    private final Customers customers;
    private final CaseFinder finder;
    private final GuestCases guests;
    private final Deliveries deliveries;
    private final Participants participants;
    private final Casework casework;
    private final CaseTypes types;
    private final Queues queues;
    private final FieldRules rules;
    private final Clock clock;

    CaseDoor(Cases cases, Customers customers, CaseFinder finder, GuestCases guests, Deliveries deliveries,
            Participants participants, Casework casework, CaseTypes types, Queues queues, FieldRules rules,
            Clock clock) {
        this.rules = rules;
        this.cases = cases;
        this.customers = customers;
        this.finder = finder;
        this.guests = guests;
        this.deliveries = deliveries;
        this.participants = participants;
        this.casework = casework;
        this.types = types;
        this.queues = queues;
        this.clock = clock;
    }

    /** Cases that fit, last changed first. */
    public Answer search(HttpServletRequest request) {
        if (GuestCases.isGuest(request)) {
            return guests.search(request);
        }
        var query = Query.of(request, CaseQuery.KNOWN);
        var number = query.text("q").map(CaseDoor::asNumber)
                .flatMap(text -> finder.byNumber(Caller.of(request), text));
        if (number.isPresent()) {
            return Listing.of(List.of(number.get()), query, hub -> "", CaseShape::brief);
        }
        return CaseQuery.of(query, query.text("customer").map(this::customer).orElse(null),
                Caller.of(request).name(), queues)
                .map(filter -> Listing.of(finder.search(Caller.of(request), filter), query,
                        hub -> CaseQuery.place(hub, filter),
                        CaseShape::brief))
                .orElseGet(() -> Listing.of(List.<HubCase>of(), query, hub -> "", CaseShape::brief));
    }

    /** Opens a case; a description becomes its first comment. */
    @Transactional
    public Answer open(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "customer", "subject", "description", "type", "priority", "assignee", "queue", "team",
                "fields");
        var subject = body.required("subject", LONGEST_SUBJECT);
        var wish = new OpenCase(body.text("customer", LONGEST_NAME).map(this::customer).orElse(null),
                body.text("type", LONGEST_NAME).orElse(null), subject, CaseStatus.NEW,
                body.word("priority", Priority.class, Set.of()).orElse(null),
                body.text("assignee", LONGEST_NAME).orElse(null),
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "opened by request",
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                new More(body.text("description", LONGEST_COMMENT).orElse(null),
                        body.text("queue", LONGEST_NAME).orElse(null), body.text("team", LONGEST_NAME).orElse(null),
                        FieldValues.filled(body.object("fields"))));
        var description = Optional.ofNullable(wish.more().text());
        var actor = Caller.of(request).actor();
        var key = key(request, "open case", body);
        var opened = key.map(once -> cases.open(wish, actor, once)).orElseGet(() -> cases.open(wish, actor));
        description.filter(text -> cases.comments(opened.id()).isEmpty())
                .ifPresent(text -> cases.comment(opened.id(), text, true, actor, Optional.empty()));
        return whole(201, finder.find(Caller.of(request), opened.number())).with(HttpHeaders.LOCATION,
                CaseShape.href(opened));
    }

    /** One case with what it stands for and what was written on it. */
    public Answer read(HttpServletRequest request) {
        if (GuestCases.isGuest(request)) {
            return guests.read(request);
        }
        Query.of(request);
        return whole(200, finder.find(request));
    }

    /** Changes fields of a case, by JSON merge patch. */
    public Answer change(HttpServletRequest request, byte @Nullable [] bytes) {
        var wishes = CasePatch.of(Body.of(bytes, CasePatch.FIELDS));
        var hub = finder.find(request);
        return whole(200, cases.change(hub.id(), wishes, version(request, hub),
                Caller.of(request).actor()));
    }

    /** Writes on a case. */
    public Answer comment(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "text", "internal", "inReplyTo", "mentions");
        var text = body.required("text", LONGEST_COMMENT);
        var answered = body.text("inReplyTo", LONGEST_NAME).map(id -> Ids.uuid("inReplyTo", id)).orElse(null);
        var id = finder.find(request).id();
        var key = key(request, "comment on " + id, body);
        if (GuestCases.isGuest(request)) {
            return guests.comment(id, text, body, Caller.of(request), key);
        }
        var remark = BadRequest.unless(() -> new Remark(text, body.flag("internal", true), answered,
                body.texts("mentions", MOST_MENTIONS)));
        return Answer.json(201, CaseShape.comment(
                BadRequest.unless(() -> cases.comment(id, remark, Caller.of(request).actor(), key))));
    }

    /** What was written back where, with which outcome, newest first. */
    public Answer deliveries(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var found = deliveries.of(finder.find(request).id(), DeliveryDoor.behind(query, deliveries),
                query.limit() + 1);
        return Listing.of(found, query, delivery -> delivery.id().toString(), DeliveryShape::of);
    }

    Answer whole(int status, HubCase hub) {
        var json = shape(hub);
        json.set("ownership", OwnershipShape.of(rules));
        return Answer.json(status, json)
                .with(HttpHeaders.ETAG, "\"" + hub.version() + "\"")
                .with(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /** A case as those who work here have it. */
    ObjectNode shape(HubCase hub) {
        var json = CaseShape.whole(hub, cases.links(List.of(hub.id())), cases.comments(hub.id()));
        ParticipantShape.add(json, participants.of(hub.id()));
        return CaseworkShape.whole(json, hub, types.of(hub.type(), hub.handling().typeVersion()),
                casework.fields(hub.id()));
    }

    private CustomerId customer(String text) {
        var id = Ids.customer(text);
        return customers.survivor(id).orElseThrow(() -> new BadRequest("there is no customer " + id));
    }

    /** The version the caller has read, {@code null} where any is right ({@code If-Match: *}). */
    static @Nullable Long version(HttpServletRequest request, HubCase now) {
        var match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match == null || match.isBlank()) {
            throw new VersionMissing();
        }
        if (match.strip().equals("*")) {
            return null;
        }
        var named = List.of(match.split("\\s*,\\s*"));
        // none that was ever given out is version 0: what is named and does not match is stale
        return named.contains("\"" + now.version() + "\"") ? now.version() : 0L;
    }

    static Optional<RequestKey> key(HttpServletRequest request, String operation, Body body) {
        return Optional.ofNullable(request.getHeader("Idempotency-Key"))
                .map(key -> BadRequest.unless(
                        () -> new RequestKey(Caller.of(request).actor(), key, operation + " " + body)));
    }

    private static String asNumber(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
