package io.casehub.landscape.billing;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Dispute;
import io.casehub.landscape.company.Invoice;
import io.casehub.landscape.company.Payment;
import io.casehub.landscape.system.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the billing holds, and how each kind is written in XML. */
sealed interface Entry {

    /** The element that tells of it. */
    String element();

    String key();

    Instant changedAt();

    void write(Xml xml);

    /** Somebody who gets invoices. */
    record Debtor(String debtorNo, String name, String kind, @Nullable String email, @Nullable String phone,
            String street,
            String postcode, String city, String country, Instant changedAt) implements Entry {

        static Debtor of(Appearance a, Instant changed) {
            var home = a.address();
            return new Debtor(a.key(), a.name(), a.person() ? "PERSON" : "ORGANISATION", a.email(), a.phone(),
                    home.street(), home.zip(),
                    home.city(), home.country(), changed);
        }

        Debtor withPhone(String other, Instant at) {
            return new Debtor(debtorNo, name, kind, email, other, street, postcode, city, country, at);
        }

        @Override
        public String element() {
            return "debtor";
        }

        @Override
        public String key() {
            return debtorNo;
        }

        @Override
        public void write(Xml xml) {
            xml.text("debtorNo", debtorNo).text("name", name).text("kind", kind).text("email", email)
                    .text("phone", phone)
                    .text("street", street).text("postcode", postcode).text("city", city).text("country", country)
                    .text("changedAt", Json.time(changedAt));
        }
    }

    /** An invoice with what is still to be paid. */
    record Bill(String invoiceNo, String debtorNo, String orderNo, LocalDate issued, LocalDate due, long totalCents,
            long openCents,
            String state, Instant changedAt) implements Entry {

        static Bill of(Invoice i, String debtorNo, Instant changed) {
            return new Bill(i.no(), debtorNo, i.order().no(), i.issued(), i.due(), i.cents(), i.openCents(), i.state(),
                    changed);
        }

        Bill with(String newState, long stillOpen, Instant at) {
            return new Bill(invoiceNo, debtorNo, orderNo, issued, due, totalCents, stillOpen, newState, at);
        }

        @Override
        public String element() {
            return "invoice";
        }

        @Override
        public String key() {
            return invoiceNo;
        }

        @Override
        public void write(Xml xml) {
            xml.text("invoiceNo", invoiceNo).text("debtorNo", debtorNo).text("orderNo", orderNo)
                    .text("issued", issued.toString())
                    .text("due", due.toString()).money("total", totalCents).money("open", openCents)
                    .text("state", state)
                    .text("changedAt", Json.time(changedAt));
        }
    }

    /** Money that came in, or did not. */
    record Receipt(String paymentNo, String invoiceNo, String debtorNo, long cents, String method, String state,
            Instant at,
            Instant changedAt) implements Entry {

        static Receipt of(Payment p, String debtorNo, Instant changed) {
            return new Receipt(p.no(), p.invoice().no(), debtorNo, p.cents(), p.method(), p.state(), p.at(), changed);
        }

        @Override
        public String element() {
            return "payment";
        }

        @Override
        public String key() {
            return paymentNo;
        }

        @Override
        public void write(Xml xml) {
            xml.text("paymentNo", paymentNo).text("invoiceNo", invoiceNo).text("debtorNo", debtorNo)
                    .money("amount", cents)
                    .text("method", method).text("state", state).text("at", Json.time(at))
                    .text("changedAt", Json.time(changedAt));
        }
    }

    /** A quarrel about an invoice. */
    record Quarrel(String disputeNo, String invoiceNo, String debtorNo, String reason, String text, String status,
            int revision,
            Instant opened, Instant changedAt, List<String> notes) implements Entry {

        static final List<String> STATUSES = List.of("OPENED", "UNDER_REVIEW", "AWAITING_CUSTOMER", "ACCEPTED",
                "REJECTED", "CLOSED");

        static Quarrel of(Dispute d, String debtorNo, Instant changed) {
            return new Quarrel(d.no(), d.invoice().no(), debtorNo, d.reason(), d.text(), d.status(), d.revision(),
                    d.opened(), changed,
                    List.of());
        }

        Quarrel withStatus(String other, Instant at) {
            return new Quarrel(disputeNo, invoiceNo, debtorNo, reason, text, other, revision + 1, opened, at, notes);
        }

        Quarrel withNote(String note, Instant at) {
            var more = new ArrayList<>(notes);
            more.add(note);
            return new Quarrel(disputeNo, invoiceNo, debtorNo, reason, text, status, revision + 1, opened, at,
                    List.copyOf(more));
        }

        @Override
        public String element() {
            return "dispute";
        }

        @Override
        public String key() {
            return disputeNo;
        }

        @Override
        public void write(Xml xml) {
            xml.text("disputeNo", disputeNo).text("invoiceNo", invoiceNo).text("debtorNo", debtorNo)
                    .text("reason", reason)
                    .text("text", text).text("status", status).text("revision", String.valueOf(revision))
                    .text("opened", Json.time(opened)).text("changedAt", Json.time(changedAt));
            notes.forEach(note -> xml.text("note", note));
        }
    }
}
