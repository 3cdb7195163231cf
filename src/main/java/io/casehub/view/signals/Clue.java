package io.casehub.view.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.HubCase;
import io.casehub.model.Fact;
import io.casehub.model.Interaction;
import io.casehub.model.Invoice;
import io.casehub.model.InvoiceStatus;
import io.casehub.model.Payment;
import io.casehub.model.PaymentStatus;
import io.casehub.model.Score;
import io.casehub.model.Shipment;
import io.casehub.model.ShipmentStatus;
import io.casehub.model.SourceRef;
import io.casehub.model.Suggestion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of one thing in a view bears on signals, kept beside it: a few words and times, none where
 * nothing can come of it any more.
 *
 * @param source the thing
 * @param at when it happened, in the source's time
 * @param said what rules look at, under names of this class
 */
public record Clue(SourceRef source, Instant at, JsonNode said) {

    static final String NUMBER = "number";
    static final String TYPE = "type";
    static final String DUE_AT = "dueAt";
    static final String DUE_ON = "dueOn";
    static final String OVERDUE_AT = "overdueAt";
    static final String PROMISED_ON = "promisedOn";
    static final String INVOICE = "invoice";
    static final String ADDRESS = "address";
    static final String CONVERSATION = "conversation";
    static final String NAME = "name";
    static final String VALUE = "value";
    static final String EXPIRES_AT = "expiresAt";

    private static final Set<ShipmentStatus> ARRIVED = Set.of(ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED);

    /** As it is stored; empty where a fact bears on no signal. */
    public static Optional<String> of(Fact fact, Instant now) {
        return Optional.ofNullable(switch (fact) {
            case Invoice invoice -> invoice(invoice);
            case Payment payment -> payment.status() == PaymentStatus.FAILED
                    ? said(INVOICE, payment.invoice())
                    : null;
            case Shipment parcel -> ARRIVED.contains(parcel.status()) || parcel.promisedOn() == null
                    ? null
                    : said(NUMBER, parcel.trackingNumber()).put(PROMISED_ON, parcel.promisedOn().toString());
            case Interaction contact -> contact.isFromAPerson() ? contact(contact) : null;
            case Score score -> said(NAME, score.name()).put(VALUE, score.value());
            case Suggestion open -> open.expiresAt() == null || open.outcome() != null || !open.isOpen(now)
                    ? null
                    : said(EXPIRES_AT, open.expiresAt().toString());
            default -> null;
        }).map(ObjectNode::toString);
    }

    /** As it is stored; empty where nobody works on the case any more. */
    public static Optional<String> of(HubCase hub) {
        if (hub.status().isFinal()) {
            return Optional.empty();
        }
        var due = hub.due().dueAt(hub.status());
        var said = said(TYPE, hub.type()).put(NUMBER, hub.number());
        return Optional.of((due == null ? said : said.put(DUE_AT, due.toString())).toString());
    }

    /** When a suggestion nobody has decided on is of no use any more. */
    public Optional<Instant> expiry() {
        return text(EXPIRES_AT).map(Instant::parse);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(said.get(name)).map(JsonNode::asText);
    }

    private static @Nullable ObjectNode invoice(Invoice invoice) {
        if (invoice.owed().filter(owed -> owed.amount().signum() > 0).isEmpty()) {
            return null;
        }
        var said = said(NUMBER, invoice.number());
        put(said, DUE_ON, invoice.dueOn());
        return invoice.status() == InvoiceStatus.OVERDUE
                ? said.put(OVERDUE_AT, invoice.revision().changedAt().toString())
                : said;
    }

    private static ObjectNode contact(Interaction contact) {
        var address = contact.from().address();
        return said(ADDRESS, address == null ? null : address.toLowerCase(Locale.ROOT))
                .setAll(said(CONVERSATION, contact.conversation()));
    }

    private static ObjectNode said(String name, @Nullable String value) {
        var said = JsonNodeFactory.instance.objectNode();
        return value == null ? said : said.put(name, value);
    }

    private static void put(ObjectNode said, String name, @Nullable LocalDate value) {
        if (value != null) {
            said.put(name, value.toString());
        }
    }
}
