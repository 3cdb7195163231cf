package io.casehub.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseLink;
import io.casehub.cases.HubCase;
import io.casehub.ingest.StoredRecord;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CodeWord;
import io.casehub.model.Consent;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.Interaction;
import io.casehub.model.InteractionId;
import io.casehub.model.Invoice;
import io.casehub.model.Money;
import io.casehub.model.Order;
import io.casehub.model.Payment;
import io.casehub.model.Score;
import io.casehub.model.Shipment;
import io.casehub.model.SourceRef;
import io.casehub.model.Subscription;
import io.casehub.model.Suggestion;
import io.casehub.view.signals.Clue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a customer's view.
 *
 * @param at when it happened, in the source's time: what lists are ordered by
 * @param body as it stands in an answer
 */
record Item(SourceRef source, CustomerId customer, Section section, Instant at, String body, Bearing bearing) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern FETCHED = Pattern.compile("\"fetchedAt\":\"[^\"]*\"");

    /**
     * What lists and signals look at, lest they parse the body.
     *
     * @param isPast nothing more comes of it: it stands behind all that is open
     * @param kind of its kind the newest alone is shown; {@code null} where each is
     * @param owed what is still to pay for it
     * @param clue what of it bears on signals
     */
    record Bearing(boolean isPast, @Nullable String kind, @Nullable Money owed, @Nullable String clue) {

        static Bearing of(Fact fact, Instant now) {
            return new Bearing(switch (fact) {
                case Suggestion suggestion -> !suggestion.isOpen(now);
                case Subscription subscription -> subscription.status().isFinal();
                default -> false;
            }, switch (fact) {
                case Score score -> score.name();
                case Consent consent -> consent.purpose() + "\n" + consent.channel();
                default -> null;
            }, fact instanceof Invoice invoice ? invoice.owed().orElse(null) : null,
                    Clue.of(fact, now).orElse(null));
        }
    }

    static Item of(StoredRecord stored, Fact fact, CustomerId customer, Instant now) {
        return new Item(fact.source(), customer, Section.of(fact.source().entity()), at(fact),
                body(stored, fact, now), Bearing.of(fact, now));
    }

    /** The name under which a case of the hub stands in views. */
    static SourceRef of(CaseId hub) {
        return new SourceRef("hub", Entity.CASE, hub.toString());
    }

    static Item of(HubCase hub, List<CaseLink> links, CustomerId customer, Instant now) {
        var source = of(hub.id());
        var body = JSON.objectNode();
        body.set("source", JSON.objectNode().put("system", hub.origin().system()).put("key", hub.origin().key()));
        body.put("asOf", hub.changedAt().toString())
                .put("fetchedAt", now.toString())
                .put("id", hub.id().toString())
                .put("number", hub.number());
        put(body, "type", hub.type());
        body.put("subject", hub.subject()).put("status", hub.status().word()).put("priority", hub.priority().word());
        put(body, "assignee", hub.assignee());
        body.put("openedAt", hub.openedAt().toString());
        var list = body.putArray("links");
        links.forEach(link -> {
            var entry = list.addObject();
            entry.set("source",
                    JSON.objectNode().put("system", link.source().system()).put("key", link.source().key()));
            entry.put("entity", link.source().entity().word());
            put(entry, "status", word(link.status()));
            put(entry, "sourceStatus", link.sourceStatus());
            put(entry, "gone", link.isGone() ? "true" : null);
        });
        return new Item(source, customer, Section.CASES, hub.changedAt(), body.toString(),
                new Bearing(hub.status().isFinal(), null, null, Clue.of(hub).orElse(null)));
    }

    /** Whether it shows what a body shows, whenever that was fetched. */
    boolean shows(@Nullable String other) {
        return other != null && unfetched(body).equals(unfetched(other));
    }

    private static String unfetched(String body) {
        return FETCHED.matcher(body).replaceFirst("");
    }

    /**
     * The envelope, then the canonical fields as the mapping wrote them; few are parsed again.
     */
    private static String body(StoredRecord stored, Fact fact, Instant now) {
        var envelope = JSON.objectNode();
        envelope.set("source",
                JSON.objectNode().put("system", stored.source().system()).put("key", stored.source().key()));
        envelope.put("asOf", stored.record().revision().changedAt().toString())
                .put("fetchedAt", stored.fetchedAt().toString());
        var head = envelope.toString();
        return head.substring(0, head.length() - 1) + "," + shown(stored, fact, now).substring(1);
    }

    private static String shown(StoredRecord stored, Fact fact, Instant now) {
        return switch (fact) {
            case Interaction said when said.transcript() != null && said.transcript().text() != null ->
                byReference(stored, said.source());
            case Suggestion suggestion when suggestion.outcome() == null && !suggestion.isOpen(now) ->
                expired(stored, Objects.requireNonNull(suggestion.expiresAt()));
            default -> stored.canonical();
        };
    }

    /** A transcript may be as long as the talk was: whoever wants its words reads the interaction. */
    private static String byReference(StoredRecord stored, SourceRef interaction) {
        var said = (ObjectNode) ExactJson.parse(stored.canonical());
        said.withObject("transcript").put("href", "/api/v1/interactions/" + InteractionId.of(interaction))
                .remove("text");
        return said.toString();
    }

    private static String expired(StoredRecord stored, Instant at) {
        var said = (ObjectNode) ExactJson.parse(stored.canonical());
        said.putObject("outcome").put("status", Suggestion.Outcome.Status.EXPIRED.word()).put("by", "rule:expiry")
                .put("at", at.toString());
        return said.toString();
    }

    private static Instant at(Fact fact) {
        return switch (fact) {
            case Order order -> order.placedAt();
            case Invoice invoice -> invoice.issuedOn().atStartOfDay(ZoneOffset.UTC).toInstant();
            case Payment payment -> payment.paidAt();
            case Shipment shipment -> shipment.eventAt() == null ? shipment.revision().changedAt() : shipment.eventAt();
            case Interaction interaction -> interaction.at();
            case Score score -> score.computedAt();
            case Subscription subscription -> subscription.startedOn() == null
                    ? subscription.revision().changedAt()
                    : subscription.startedOn().atStartOfDay(ZoneOffset.UTC).toInstant();
            case Suggestion suggestion -> suggestion.computedAt();
            case Consent consent -> consent.at();
            case CaseRecord record -> record.openedAt();
        };
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static @Nullable String word(@Nullable CodeWord value) {
        return value == null ? null : value.word();
    }
}
