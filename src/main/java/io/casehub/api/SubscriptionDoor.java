package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.events.subscriptions.Choice;
import io.casehub.events.subscriptions.Subscription;
import io.casehub.events.subscriptions.SubscriptionDelivery;
import io.casehub.events.subscriptions.SubscriptionDelivery.Fate;
import io.casehub.events.subscriptions.Subscriptions;
import io.casehub.events.subscriptions.Subscriptions.Issued;
import io.casehub.model.CustomerId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who is told of events by webhook, as {@code routes/api/subscriptions.camel.yaml} calls it. */
@Component
class SubscriptionDoor {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 2000;
    private static final int MOST = 50;

    private final Subscriptions subscriptions;

    SubscriptionDoor(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.ofAll(subscriptions.all(), query, one -> Listing.place(one.at(), one.id()),
                SubscriptionDoor::shape);
    }

    public Answer register(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "name", "url", "types", "customer", "queues", "caseTypes", "partner", "names");
        var name = body.required("name", LONGEST_NAME);
        var url = body.required("url", LONGEST_URL);
        var partner = body.text("partner", LONGEST_NAME).orElse(null);
        var key = CaseDoor.key(request, "register subscription", body);
        return withSecret(201, BadRequest.unless(() -> {
            var choice = choice(body, new Choice(Set.of(), null, Set.of(), Set.of(), partner, false));
            return key.map(once -> subscriptions.register(name, url, choice, actor(request), once))
                    .orElseGet(() -> subscriptions.register(name, url, choice, actor(request)));
        }));
    }

    public Answer read(HttpServletRequest request) {
        Query.of(request);
        return shown(subscriptions.get(id(request)));
    }

    /**
     * What the body does not name stays. Who names what he has read ({@code If-Match}) changes nothing
     * that is another by now.
     */
    public Answer change(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "name", "url", "types", "customer", "queues", "caseTypes", "names");
        var name = body.text("name", LONGEST_NAME);
        var url = body.text("url", LONGEST_URL);
        var match = request.getHeader(HttpHeaders.IF_MATCH);
        return shown(BadRequest.unless(() -> subscriptions.change(id(request), one -> {
            mustBeAsRead(match, one);
            return new Subscription(one.id(), name.orElse(one.name()), url.orElse(one.url()),
                    choice(body, one.choice()), one.state(), one.reason(), one.told(), one.failingSince(), one.by(),
                    one.at());
        }, actor(request))));
    }

    private static void mustBeAsRead(@Nullable String match, Subscription now) {
        if (match != null && !match.strip().equals("*")
                && Arrays.stream(match.split(",")).map(String::strip).noneMatch(tag(now)::equals)) {
            throw new StaleSubscription(now.id());
        }
    }

    private static Answer shown(Subscription one) {
        return Answer.json(200, shape(one)).with(HttpHeaders.ETAG, tag(one));
    }

    /** Of what people change, not of how far the telling has come. */
    private static String tag(Subscription one) {
        var chosen = shape(one).retain("name", "url", "types", "customer", "queues", "caseTypes", "names").toString();
        return "\"" + UUID.nameUUIDFromBytes(chosen.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    public Answer remove(HttpServletRequest request) {
        Query.of(request);
        subscriptions.remove(id(request), actor(request));
        return Answer.none();
    }

    @Once
    public Answer renewSecret(HttpServletRequest request) {
        Query.of(request);
        return withSecret(200, subscriptions.renewSecret(id(request), actor(request)));
    }

    @Once(apart = true)
    public Answer pause(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(200, shape(subscriptions.pause(id(request), actor(request))));
    }

    @Once(apart = true)
    public Answer resume(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(200, shape(subscriptions.resume(id(request), actor(request))));
    }

    @Once(apart = true)
    public Answer verify(HttpServletRequest request) {
        Query.of(request);
        var verdict = subscriptions.verify(id(request), actor(request));
        var json = Shape.object().put("verified", verdict.isVerified());
        Shape.put(json, "reason", verdict.reason());
        json.set("subscription", shape(verdict.subscription()));
        return Answer.json(200, json);
    }

    @Once(apart = true)
    public Answer replay(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var from = Body.of(bytes, "from").instant("from")
                .orElseThrow(() -> new BadRequest("the field from is missing"));
        return Answer.json(200, shape(subscriptions.replay(id(request), from, actor(request))));
    }

    public Answer deliveries(HttpServletRequest request) {
        var query = Query.of(request, "fate", Query.BEHIND, Query.LIMIT);
        long seen = query.text(Query.BEHIND).map(text -> Ids.number(Query.BEHIND, text)).orElse(Long.MAX_VALUE);
        return Listing.of(subscriptions.deliveries(id(request), query.one("fate", Fate.class).orElse(null), seen,
                query.limit() + 1), query, delivery -> String.valueOf(delivery.number()), SubscriptionDoor::shape);
    }

    @Once(apart = true)
    public Answer repeat(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(200, shape(subscriptions.repeat(id(request),
                Ids.number("the number of an event", Query.variable(request, "number")), actor(request))));
    }

    private static Choice choice(Body body, Choice before) {
        var customer = body.text("customer", LONGEST_NAME).map(Ids::customer);
        CustomerId kept = body.clears("customer") ? null : before.customer();
        return new Choice(words(body, "types", before.types()), customer.orElse(kept),
                words(body, "queues", before.queues()), words(body, "caseTypes", before.caseTypes()),
                before.partner(), body.flag("names", before.isNaming()));
    }

    private static Set<String> words(Body body, String field, Set<String> before) {
        if (!body.has(field)) {
            return before;
        }
        var words = Set.copyOf(body.texts(field, MOST));
        if (words.stream().anyMatch(word -> word.isBlank() || word.length() > LONGEST_NAME)) {
            throw new BadRequest(field + " are names of 1 to " + LONGEST_NAME + " characters");
        }
        return words;
    }

    private static Answer withSecret(int status, Issued issued) {
        return Answer.json(status, shape(issued.subscription()).put("secret", issued.secret()));
    }

    private static ObjectNode shape(Subscription one) {
        var choice = one.choice();
        var json = Shape.object().put("id", one.id().toString())
                .put("name", one.name())
                .put("url", one.url());
        put(json, "types", choice.types());
        Shape.put(json, "customer", choice.customer());
        put(json, "queues", choice.queues());
        put(json, "caseTypes", choice.caseTypes());
        Shape.put(json, "partner", choice.partner());
        json.put("names", choice.isNaming())
                .put("state", one.state().word());
        Shape.put(json, "reason", one.reason());
        Shape.put(json, "failingSince", one.failingSince());
        return json.put("chosenUpTo", one.told())
                .put("createdBy", one.by())
                .put("createdAt", one.at().toString())
                .put("href", "/api/v1/subscriptions/" + one.id());
    }

    private static ObjectNode shape(SubscriptionDelivery delivery) {
        var json = Shape.object().put("event", delivery.number())
                .put("type", delivery.type())
                .put("fate", delivery.fate().word())
                .put("attempts", delivery.attempts());
        if (delivery.fate() == Fate.PENDING) {
            json.put("nextAt", delivery.nextAt().toString());
        }
        if (delivery.status() != null) {
            json.put("status", delivery.status());
        }
        Shape.put(json, "reason", delivery.reason());
        json.put("chosenAt", delivery.chosenAt().toString());
        Shape.put(json, "settledAt", delivery.settledAt());
        return json;
    }

    private static void put(ObjectNode json, String field, Collection<String> words) {
        if (!words.isEmpty()) {
            var list = json.putArray(field);
            words.stream().sorted().forEach(list::add);
        }
    }

    private static UUID id(HttpServletRequest request) {
        return Ids.uuid("the id of a subscription", Query.id(request));
    }

    private static String actor(HttpServletRequest request) {
        return Caller.of(request).actor();
    }
}
