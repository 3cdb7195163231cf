package io.casehub.events.subscriptions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.RequestKey;
import io.casehub.cases.RequestKeyReused;
import io.casehub.events.CloudEvents;
import io.casehub.events.Events;
import io.casehub.events.subscriptions.Subscription.State;
import io.casehub.events.subscriptions.SubscriptionDelivery.Fate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The door to subscriptions. Whoever acts is named as the audit trail names him. */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
public class Subscriptions {

    private final SubscriptionTable table;
    private final SubscriptionDeliveries deliveries;
    private final Events events;
    private final CloudEvents form;
    private final Receiver receiver;
    private final AuditTrail audit;
    private final WebhookSettings settings;
    private final TransactionOperations transaction;
    private final Clock clock;

    Subscriptions(SubscriptionTable table, SubscriptionDeliveries deliveries, Events events, CloudEvents form,
            Receiver receiver, AuditTrail audit, WebhookSettings settings, TransactionOperations transaction,
            Clock clock) {
        this.table = table;
        this.deliveries = deliveries;
        this.events = events;
        this.form = form;
        this.receiver = receiver;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A subscription and its secret, which cannot be had a second time.
     *
     * @param secret as Standard Webhooks has it, {@code whsec_…}
     */
    public record Issued(Subscription subscription, String secret) {}

    /**
     * What a trial came to.
     *
     * @param isVerified whether the receiver answered 2xx, with the challenge in his answer
     * @param reason why not, {@code null} where he is
     */
    public record Verdict(Subscription subscription, boolean isVerified, @Nullable String reason) {}

    /**
     * Registers somebody. He is told what happens from now on, once he has been verified.
     *
     * @throws IllegalArgumentException with a sentence for people, where the URL is none the hub calls
     * @throws NotTold where there are as many as there may be
     */
    public Issued register(String name, String url, Choice choice, String actor) {
        return register(UUID.randomUUID(), name, url, choice, actor);
    }

    /**
     * The same, once for a key: whoever did not hear the answer asks again, and hears it.
     *
     * @throws RequestKeyReused where the key registered something else
     */
    public Issued register(String name, String url, Choice choice, String actor, RequestKey key) {
        var id = UUID.nameUUIDFromBytes((key.caller() + '\n' + key.key()).getBytes(StandardCharsets.UTF_8));
        try {
            return table.find(id).isEmpty()
                    ? register(id, name, url, choice, actor)
                    : again(get(id), name, url, choice, key);
        } catch (DuplicateKeyException e) { // two at once
            return again(get(id), name, url, choice, key);
        }
    }

    private Issued again(Subscription one, String name, String url, Choice choice, RequestKey key) {
        if (!one.name().equals(name) || !one.url().equals(url) || !one.choice().equals(choice)) {
            throw new RequestKeyReused(key.key());
        }
        return new Issued(one, table.secret(one.id()));
    }

    private Issued register(UUID id, String name, String url, Choice choice, String actor) {
        var host = checked(url).getHost();
        var secret = Secrets.next();
        var one = new Subscription(id, name, url, choice, State.UNVERIFIED, null, events.last(), null,
                actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(status -> {
            if (table.count() >= settings.most()) {
                throw new NotTold("there are " + settings.most() + " subscriptions already");
            }
            table.insert(one, secret);
            enter(one.id(), "subscription.registered", null, host, actor);
        });
        return new Issued(one, secret);
    }

    /**
     * Gives it another name, URL or choice. Who is at another URL is to be verified first.
     *
     * @throws SubscriptionNotFound where there is none
     */
    public Subscription change(UUID id, UnaryOperator<Subscription> change, String actor) {
        return within(id, one -> {
            var now = change.apply(one);
            var host = checked(now.url()).getHost();
            boolean isMoved = !now.url().equals(one.url());
            table.update(id, now.name(), now.url(), now.choice(), isMoved ? State.UNVERIFIED : one.state());
            enter(id, "subscription.changed", null, isMoved ? host : null, actor);
        });
    }

    /** All of them, in the order in which they were registered. */
    public List<Subscription> all() {
        return table.all();
    }

    /** @throws SubscriptionNotFound where there is none */
    public Subscription get(UUID id) {
        return table.find(id).orElseThrow(() -> new SubscriptionNotFound("subscription " + id));
    }

    /** Another secret; the one before it signs beside it for a while. */
    public Issued renewSecret(UUID id, String actor) {
        var secret = Secrets.next();
        return new Issued(within(id, one -> {
            table.renew(id, secret, settings.former());
            enter(id, "subscription.secret-renewed", null, null, actor);
        }), secret);
    }

    /** Tells it nothing until it is resumed. */
    public Subscription pause(UUID id, String actor) {
        return become(id, State.PAUSED, "subscription.paused", actor);
    }

    /** Goes on where it was. */
    public Subscription resume(UUID id, String actor) {
        return become(id, State.ACTIVE, "subscription.resumed", actor);
    }

    /** Nobody is told any more, and what he was told is forgotten. */
    public void remove(UUID id, String actor) {
        transaction.executeWithoutResult(status -> {
            hold(id);
            enter(id, "subscription.removed", null, null, actor);
            table.remove(id);
        });
    }

    /**
     * Sends a trial with a challenge, and lets who answers with it be told from then on. One that is
     * paused stays so.
     */
    public Verdict verify(UUID id, String actor) {
        var before = get(id);
        var challenge = UUID.randomUUID().toString();
        var trial = "trial-" + UUID.randomUUID();
        var reply = receiver.tell(table.address(id), trial, form.trial(trial,
                JsonNodeFactory.instance.objectNode().put("subscription", id.toString()).put("challenge", challenge)));
        if (!reply.isTaken() || !reply.text().contains(challenge)) {
            return new Verdict(get(id), false, reply.isTaken()
                    ? "the answer (HTTP " + reply.status() + ") does not have the challenge"
                    : reply.reason());
        }
        return new Verdict(within(id, one -> {
            if (!one.url().equals(before.url())) {
                throw new NotTold("the URL changed meanwhile: verify it again");
            }
            if (one.state() == State.UNVERIFIED || one.state() == State.STOPPED) {
                activate(id);
                enter(id, "subscription.verified", null, null, actor);
            }
        }), true, null);
    }

    /**
     * Tells everything once more that happened at a time or later, then goes on.
     *
     * @throws io.casehub.events.EventsGone where what happened then is kept no more
     */
    public Subscription replay(UUID id, Instant from, String actor) {
        return within(id, one -> {
            long number = events.before(from);
            if (number < one.told() || one.told() < events.oldest()) {
                table.chosen(id, number);
            }
            enter(id, "subscription.replayed", null, from.toString(), actor);
        });
    }

    /**
     * What it is told and was told, the newest first.
     *
     * @param before the number of the last one already seen
     */
    public List<SubscriptionDelivery> deliveries(UUID id, @Nullable Fate fate, long before, int limit) {
        get(id);
        return deliveries.of(id, fate, before, limit);
    }

    /** Tells one event once more. */
    public SubscriptionDelivery repeat(UUID id, long number, String actor) {
        within(id, one -> {
            if (deliveries.find(id, number).isEmpty()) {
                throw new SubscriptionNotFound("delivery of event " + number);
            }
            deliveries.add(id, List.of(events.find(number)
                    .orElseThrow(() -> new NotTold("event " + number + " is kept no more"))));
            enter(id, "subscription.repeated", null, String.valueOf(number), actor);
        });
        return deliveries.find(id, number).orElseThrow();
    }

    private Subscription become(UUID id, State state, String action, String actor) {
        return within(id, one -> {
            if (one.state() == State.UNVERIFIED) {
                throw new NotTold("nobody at this URL has said that he wants events: verify it first");
            }
            if (one.state() == state) {
                return;
            }
            if (state == State.ACTIVE) {
                activate(id);
            } else {
                table.become(id, state, null);
            }
            enter(id, action, null, null, actor);
        });
    }

    private void activate(UUID id) {
        table.become(id, State.ACTIVE, null);
        deliveries.refresh(id);
    }

    private Subscription within(UUID id, Consumer<Subscription> action) {
        transaction.executeWithoutResult(status -> action.accept(hold(id)));
        return get(id);
    }

    private Subscription hold(UUID id) {
        return table.hold(id).orElseThrow(() -> new SubscriptionNotFound("subscription " + id));
    }

    private URI checked(String url) {
        return new Addresses(settings.privateAllowed()).checked(url);
    }

    private void enter(UUID id, String action, @Nullable String before, @Nullable String after, String actor) {
        audit.append(new AuditEntry(new Subject("subscription", id.toString()), clock.instant(), actor, action, null,
                before, after, "api"));
    }
}
