package io.casehub.mapping;

import io.casehub.model.Address;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.Consent;
import io.casehub.model.ConsentStatus;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerKind;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Direction;
import io.casehub.model.DocumentRef;
import io.casehub.model.Email;
import io.casehub.model.Entity;
import io.casehub.model.Identifier;
import io.casehub.model.Interaction;
import io.casehub.model.Invoice;
import io.casehub.model.InvoiceStatus;
import io.casehub.model.Order;
import io.casehub.model.OrderLine;
import io.casehub.model.OrderStatus;
import io.casehub.model.Participant;
import io.casehub.model.Payment;
import io.casehub.model.PaymentStatus;
import io.casehub.model.Phone;
import io.casehub.model.Priority;
import io.casehub.model.Revision;
import io.casehub.model.Score;
import io.casehub.model.Shipment;
import io.casehub.model.ShipmentStatus;
import io.casehub.model.SourceRef;
import io.casehub.model.Subscription;
import io.casehub.model.SubscriptionStatus;
import io.casehub.model.Suggestion;
import io.casehub.model.Transcript;
import io.casehub.model.Verification;
import java.util.HashSet;
import java.util.Optional;

/**
 * Reads canonical JSON, as {@code docs/canonical.md} describes it, into the records of the model.
 */
final class CanonicalReader {

    private CanonicalReader() {}

    /**
     * Reads the fields of a record whose source and revision are known; adds to the faults what is
     * wrong.
     */
    static CanonicalRecord read(SourceRef source, Revision revision, Fields fields) {
        return switch (source.entity()) {
            case CUSTOMER -> customer(source, revision, fields);
            case CASE -> supportCase(source, revision, fields);
            case ORDER -> order(source, revision, fields);
            case INVOICE -> invoice(source, revision, fields);
            case PAYMENT -> payment(source, revision, fields);
            case SHIPMENT -> shipment(source, revision, fields);
            case INTERACTION -> interaction(source, revision, fields);
            case SCORE -> score(source, revision, fields);
            case SUBSCRIPTION -> subscription(source, revision, fields);
            case SUGGESTION -> suggestion(source, revision, fields);
            case CONSENT -> consent(source, revision, fields);
        };
    }

    private static CustomerRecord customer(SourceRef source, Revision revision, Fields f) {
        return new CustomerRecord(source, revision, f.requiredCode("kind", CustomerKind.class), f.requiredText("name"),
                f.text("givenName"), f.text("surname"), new HashSet<>(f.list("contacts", CanonicalReader::contact)),
                f.list("addresses", CanonicalReader::address),
                new HashSet<>(f.list("identifiers", CanonicalReader::identifier)), f.date("birthDate"),
                f.text("language"));
    }

    private static CaseRecord supportCase(SourceRef source, Revision revision, Fields f) {
        return new CaseRecord(source, revision, f.reference("customer", Entity.CUSTOMER), f.text("number"),
                f.requiredText("subject"), f.text("description"), f.requiredCode("status", CaseStatus.class),
                f.text("sourceStatus"), f.code("priority", Priority.class), f.text("type"), f.text("assignee"),
                f.text("order"), f.text("invoice"), f.requiredInstant("openedAt"),
                f.list("documents", CanonicalReader::document),
                f.list("related",
                        other -> new SourceRef(Optional.ofNullable(other.text("system")).orElse(source.system()),
                                Entity.CASE, other.requiredText("key"))));
    }

    private static Order order(SourceRef source, Revision revision, Fields f) {
        return new Order(source, revision, f.reference("customer", Entity.CUSTOMER), f.requiredText("number"),
                f.requiredCode("status", OrderStatus.class), f.text("sourceStatus"), f.requiredInstant("placedAt"),
                f.money("total"), f.list("lines", CanonicalReader::line));
    }

    private static Invoice invoice(SourceRef source, Revision revision, Fields f) {
        return new Invoice(source, revision, f.reference("customer", Entity.CUSTOMER), f.requiredText("number"),
                f.text("order"), f.requiredCode("status", InvoiceStatus.class), f.text("sourceStatus"),
                f.requiredDate("issuedOn"), f.date("dueOn"), f.requiredMoney("total"), f.money("balance"));
    }

    private static Payment payment(SourceRef source, Revision revision, Fields f) {
        return new Payment(source, revision, f.reference("customer", Entity.CUSTOMER), f.text("invoice"),
                f.text("order"), f.requiredCode("status", PaymentStatus.class), f.text("sourceStatus"),
                f.text("method"), f.requiredMoney("amount"), f.requiredInstant("paidAt"));
    }

    private static Shipment shipment(SourceRef source, Revision revision, Fields f) {
        return new Shipment(source, revision, f.reference("customer", Entity.CUSTOMER),
                f.requiredText("trackingNumber"), f.text("order"), f.text("carrier"),
                f.requiredCode("status", ShipmentStatus.class), f.text("sourceStatus"), f.date("promisedOn"),
                f.instant("eventAt"), f.text("place"));
    }

    private static Interaction interaction(SourceRef source, Revision revision, Fields f) {
        var from = f.object("from", CanonicalReader::participant);
        if (from == null) {
            f.fault("from", "is missing");
            from = new Participant("-", null);
        }
        return new Interaction(source, revision, f.reference("customer", Entity.CUSTOMER),
                f.reference("belongsTo", Entity.CASE), f.requiredCode("channel", Channel.class),
                f.requiredCode("direction", Direction.class), f.requiredInstant("at"), f.instant("endedAt"), from,
                f.list("to", CanonicalReader::participant), f.list("cc", CanonicalReader::participant),
                f.text("subject"), f.text("text"), f.text("messageId"), f.texts("thread"), f.text("conversation"),
                f.text("automatic"), f.text("recording"), f.object("transcript", CanonicalReader::transcript),
                f.object("verified", CanonicalReader::verification), f.choice("opensCase"), f.text("order"),
                f.list("documents", CanonicalReader::document));
    }

    private static Score score(SourceRef source, Revision revision, Fields f) {
        return new Score(source, revision, f.requiredReference("customer", Entity.CUSTOMER), f.requiredText("name"),
                f.requiredDecimal("value"), f.requiredText("by"), f.text("model"), f.requiredInstant("computedAt"));
    }

    private static Subscription subscription(SourceRef source, Revision revision, Fields f) {
        return new Subscription(source, revision, f.reference("customer", Entity.CUSTOMER), f.requiredText("number"),
                f.text("product"), f.requiredCode("status", SubscriptionStatus.class), f.text("sourceStatus"),
                f.date("startedOn"), f.date("renewsOn"), f.date("endsOn"), f.money("price"), f.text("interval"));
    }

    private static Suggestion suggestion(SourceRef source, Revision revision, Fields f) {
        return new Suggestion(source, revision, f.requiredReference("customer", Entity.CUSTOMER),
                f.requiredText("title"), f.text("action"), f.text("reason"),
                f.list("evidence", evidence -> evidence(evidence, source.system())), f.decimal("confidence"),
                f.requiredText("by"), f.text("model"), f.requiredInstant("computedAt"), f.instant("expiresAt"),
                f.object("outcome", CanonicalReader::outcome));
    }

    private static Consent consent(SourceRef source, Revision revision, Fields f) {
        return new Consent(source, revision, f.requiredReference("customer", Entity.CUSTOMER),
                f.requiredText("purpose"), f.text("channel"), f.requiredCode("status", ConsentStatus.class),
                f.requiredInstant("at"), f.text("proof"));
    }

    private static SourceRef evidence(Fields f, String system) {
        return new SourceRef(Optional.ofNullable(f.text("system")).orElse(system),
                f.requiredCode("entity", Entity.class), f.requiredText("key"));
    }

    private static Suggestion.Outcome outcome(Fields f) {
        return new Suggestion.Outcome(f.requiredCode("status", Suggestion.Outcome.Status.class), f.requiredText("by"),
                f.requiredInstant("at"), f.text("reason"));
    }

    private static ContactPoint contact(Fields f) {
        var type = f.requiredText("type");
        var value = f.requiredText("value");
        return switch (type) {
            case "email" -> new Email(value);
            case "phone" -> new Phone(value);
            default -> throw new IllegalArgumentException("type must be email or phone");
        };
    }

    private static Address address(Fields f) {
        return new Address(f.text("street"), f.text("postcode"), f.text("city"), f.text("country"));
    }

    private static Identifier identifier(Fields f) {
        return new Identifier(f.requiredText("scheme"), f.requiredText("value"));
    }

    private static Participant participant(Fields f) {
        return new Participant(f.text("name"), f.text("address"));
    }

    private static DocumentRef document(Fields f) {
        long size = f.number("size", -1);
        return new DocumentRef(f.requiredText("name"), f.text("contentType"), size < 0 ? null : size,
                f.requiredText("path"), f.text("sha256"));
    }

    private static Transcript transcript(Fields f) {
        return new Transcript(f.text("url"), f.text("text"));
    }

    private static Verification verification(Fields f) {
        return new Verification(f.requiredInstant("at"), f.requiredText("by"), f.requiredText("how"));
    }

    private static OrderLine line(Fields f) {
        return new OrderLine(f.text("product"), f.requiredText("description"), f.requiredDecimal("quantity"),
                f.money("price"));
    }
}
