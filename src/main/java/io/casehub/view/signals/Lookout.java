package io.casehub.view.signals;

import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One look at a customer's clues at one moment: what is to be noticed now, and when time alone will
 * make that another. It knows no clock and no database.
 */
public final class Lookout {

    private static final int MOST_EVIDENCE = 10;

    private final SignalRules.Rules rules;
    private final List<Clue> clues;
    private final Instant now;
    private final List<Signal> noticed = new ArrayList<>();
    private @Nullable Instant again;

    private Lookout(SignalRules.Rules rules, Collection<Clue> clues, Instant now) {
        this.rules = rules;
        this.clues = clues.stream().sorted(Comparator.comparing(Clue::at).thenComparing(Clue::source)).toList();
        this.now = now;
    }

    /** @param addresses that records of the customer have, in lower case */
    public static Seen at(Instant now, SignalRules.Rules rules, Collection<Clue> clues, Set<String> addresses) {
        var lookout = new Lookout(rules, clues, now);
        var overdue = lookout.invoices();
        lookout.disputes(overdue);
        lookout.payments();
        lookout.parcels();
        lookout.cases();
        lookout.contacts();
        lookout.strangeAddresses(addresses);
        lookout.scores();
        lookout.clues.stream().flatMap(clue -> clue.expiry().stream()).forEach(lookout::isPast);
        return new Seen(lookout.noticed.stream().sorted(Signal.NEWEST_FIRST).toList(), lookout.again);
    }

    /** Since when each invoice that is overdue now is that. */
    private Map<Clue, Instant> invoices() {
        var overdue = new HashMap<Clue, Instant>();
        of(Entity.INVOICE).forEach(invoice -> Stream.concat(
                invoice.text(Clue.DUE_ON).map(day -> endOf(day).plus(rules.graceOfInvoices())).stream(),
                invoice.text(Clue.OVERDUE_AT).map(Instant::parse).stream())
                .min(Comparator.naturalOrder()).filter(this::isPast)
                .ifPresent(since -> overdue.put(invoice, since)));
        rules.of(SignalKind.INVOICE_OVERDUE).ifPresent(figures -> overdue.forEach((invoice, since) -> {
            var number = number(invoice);
            notice(SignalKind.INVOICE_OVERDUE, number, "Invoice " + number + invoice.text(Clue.DUE_ON)
                    .map(day -> " was due on " + day).orElse(" is overdue") + " and is not paid", since,
                    List.of(invoice));
        }));
        return overdue;
    }

    private void disputes(Map<Clue, Instant> overdue) {
        rules.of(SignalKind.DISPUTE_AND_OVERDUE).ifPresent(figures -> {
            var disputes = of(Entity.CASE).filter(hub -> hub.text(Clue.TYPE).filter(figures.types()::contains)
                    .isPresent()).toList();
            if (!disputes.isEmpty() && !overdue.isEmpty()) {
                var first = disputes.getFirst();
                var since = overdue.values().stream().min(Comparator.naturalOrder()).orElseThrow();
                notice(SignalKind.DISPUTE_AND_OVERDUE, number(first),
                        "Case " + number(first) + " is a dispute, and " + overdue.size()
                                + (overdue.size() == 1 ? " invoice is" : " invoices are") + " overdue",
                        since.isAfter(first.at()) ? since : first.at(),
                        Stream.concat(disputes.stream(), clues.stream().filter(overdue::containsKey)).toList());
            }
        });
    }

    private void payments() {
        rules.of(SignalKind.PAYMENT_FAILED).ifPresent(figures -> {
            var unpaid = of(Entity.INVOICE).map(Lookout::number).toList();
            of(Entity.PAYMENT)
                    .filter(payment -> payment.text(Clue.INVOICE).map(unpaid::contains).orElse(true))
                    .filter(payment -> !isPast(payment.at().plus(figures.within())))
                    .forEach(payment -> notice(SignalKind.PAYMENT_FAILED, payment.source().toString(),
                            payment.text(Clue.INVOICE).map(number -> "A payment of invoice " + number)
                                    .orElse("A payment") + " failed",
                            payment.at(), List.of(payment)));
        });
    }

    private void parcels() {
        rules.of(SignalKind.PARCEL_LATE).ifPresent(figures -> of(Entity.SHIPMENT).forEach(parcel -> parcel
                .text(Clue.PROMISED_ON).ifPresent(day -> {
                    var since = endOf(day).plus(figures.after());
                    if (isPast(since)) {
                        notice(SignalKind.PARCEL_LATE, number(parcel), "Parcel " + number(parcel)
                                + " was promised for " + day + " and is not delivered", since, List.of(parcel));
                    }
                })));
    }

    private void cases() {
        rules.of(SignalKind.CASE_OVERDUE).ifPresent(figures -> of(Entity.CASE).forEach(hub -> hub.text(Clue.DUE_AT)
                .map(Instant::parse).filter(this::isPast)
                .ifPresent(since -> notice(SignalKind.CASE_OVERDUE, number(hub),
                        "What was promised of case " + number(hub) + " is missed", since, List.of(hub)))));
    }

    /** Since the contact that made them so many, unless it became quiet in between. */
    private void contacts() {
        rules.of(SignalKind.REPEATED_CONTACT).ifPresent(figures -> {
            var contacts = contactsOnce();
            Instant since = null;
            Instant until = Instant.MIN;
            for (int last = figures.contacts() - 1; last < contacts.size(); last++) {
                var at = contacts.get(last).at();
                var first = contacts.get(last - figures.contacts() + 1).at();
                if (at.isBefore(first.plus(figures.within()))) {
                    since = since == null || !at.isBefore(until) ? at : since;
                    until = first.plus(figures.within());
                }
            }
            var lately = contacts.stream().filter(contact -> !isPast(contact.at().plus(figures.within()))).toList();
            if (since != null && now.isBefore(until)) {
                notice(SignalKind.REPEATED_CONTACT, "contacts",
                        lately.size() + " contacts within " + spelled(figures.within()), since, lately);
            }
        });
    }

    /** The legs of one conversation are one contact. */
    private List<Clue> contactsOnce() {
        var seen = new HashMap<String, Clue>();
        return of(Entity.INTERACTION)
                .filter(contact -> contact.text(Clue.CONVERSATION)
                        .map(conversation -> seen.putIfAbsent(conversation, contact) == null).orElse(true))
                .toList();
    }

    private void strangeAddresses(Set<String> known) {
        var figures = rules.of(SignalKind.NEW_ADDRESS);
        if (figures.isEmpty() || known.isEmpty()) {
            return;
        }
        var strange = new HashMap<String, List<Clue>>();
        of(Entity.INTERACTION).forEach(contact -> contact.text(Clue.ADDRESS)
                .filter(address -> !known.contains(address))
                .ifPresent(address -> strange.computeIfAbsent(address, any -> new ArrayList<>()).add(contact)));
        strange.forEach((address, contacts) -> {
            if (!isPast(contacts.getLast().at().plus(figures.get().within()))) {
                notice(SignalKind.NEW_ADDRESS, address, "Contact from " + address + ", which no record of this "
                        + "customer has", contacts.getFirst().at(), contacts);
            }
        });
    }

    private void scores() {
        rules.of(SignalKind.SCORE).ifPresent(figures -> {
            var newest = new HashMap<String, Clue>();
            of(Entity.SCORE).forEach(score -> newest.put(score.text(Clue.NAME).orElse(""), score));
            figures.bounds().forEach(bound -> Optional.ofNullable(newest.get(bound.name())).ifPresent(score -> {
                var value = new BigDecimal(score.text(Clue.VALUE).orElse("0"));
                if (bound.isBroken(value)) {
                    notice(SignalKind.SCORE, bound.name(), "The score " + bound.name() + " is "
                            + value + ", " + bound, score.at(), List.of(score));
                }
            }));
        });
    }

    private Stream<Clue> of(Entity entity) {
        return clues.stream().filter(clue -> clue.source().entity() == entity);
    }

    private static String number(Clue clue) {
        return clue.text(Clue.NUMBER).orElse(clue.source().key());
    }

    private void notice(SignalKind kind, String about, String reason, Instant since, List<Clue> evidence) {
        var newest = evidence.subList(Math.max(0, evidence.size() - MOST_EVIDENCE), evidence.size());
        noticed.add(new Signal(kind, about, reason, since, newest.stream().<SourceRef>map(Clue::source).toList()));
    }

    private static String spelled(Duration length) {
        return length.toHours() % 24 == 0 ? length.toDays() + " days" : length.toHours() + " hours";
    }

    private Instant endOf(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(rules.zone()).toInstant();
    }

    /** Whether a moment has come; if not, it is one to look again at. */
    private boolean isPast(Instant moment) {
        if (!moment.isAfter(now)) {
            return true;
        }
        if (again == null || moment.isBefore(again)) {
            again = moment;
        }
        return false;
    }

    /**
     * What was seen.
     *
     * @param signals newest first
     * @param again when to look again though nothing new is told; {@code null} where never
     */
    public record Seen(List<Signal> signals, @Nullable Instant again) {

        public Seen {
            signals = List.copyOf(signals);
        }
    }
}
