package io.casehub.landscape.company;

import io.casehub.landscape.company.Matter.Hint;
import io.casehub.landscape.company.Matter.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one matter: somebody has a trouble with an order and tells whoever listens, in the way and
 * with the errors with which people write.
 */
final class MatterMaker {

    private static final Duration LONGEST = Duration.ofDays(14);
    private static final Map<String, List<String>> AGAIN = Map.of(
            "de", List.of("Gibt es schon etwas Neues?", "Ich habe leider noch keine Antwort erhalten.",
                    "Das Problem besteht weiter."),
            "en", List.of("Any news on this?", "I am still waiting for an answer."),
            "fr", List.of("Avez-vous des nouvelles ?"));
    private static final Map<String, String> BESIDES = Map.of("de", "Übrigens, {} ist gut angekommen.", "en",
            "By the way, {} arrived safely.", "fr", "Au fait, {} est bien arrivée.");
    private static final Map<String, String> HELLO = Map.of("de", "Guten Tag,", "en", "Hello,", "fr", "Bonjour,");

    private final Surroundings about;
    private final Past past;
    private final Calm calm;
    private final Offices offices;
    private final Postbag bag;
    private final Trouble trouble;
    private final Chance chance;
    private final Handwriting hand;
    private final Sender sender;
    private final List<Trace> traces = new ArrayList<>();

    /**
     * What a matter is about.
     *
     * @param others further orders of the customer
     * @param housemate somebody at the same address whose mailbox the customer may use
     */
    record Surroundings(Customer customer, Order order, Invoice invoice, @Nullable Parcel parcel,
            List<Appearance> contacts, List<Order> others, @Nullable Customer housemate) {}

    /** A place of the matter; a mail is known by its number in the postbag until all are in. */
    record Trace(String system, String key, int mail, Hint hint, boolean stranger) {

        Place place(Map<Integer, Letter> arriving) {
            var letter = arriving.get(mail);
            return letter == null
                    ? new Place(system, "case", key, hint, stranger)
                    : new Place(system, "interaction", letter.messageId(), hint, stranger);
        }
    }

    private record Sender(String name, String address, boolean stranger) {}

    /** A number as it was written, and what it is worth. */
    private record Mention(Hint hint, String words) {

        boolean isSomething() {
            return !words.isEmpty();
        }
    }

    MatterMaker(Surroundings about, Past past, Calm calm, Offices offices, Postbag bag, Trouble trouble,
            Chance chance) {
        this.about = about;
        this.past = past;
        this.calm = calm;
        this.offices = offices;
        this.bag = bag;
        this.trouble = trouble;
        this.chance = chance;
        this.hand = new Handwriting(about.customer().language(), chance);
        this.sender = sender();
    }

    List<Trace> make(List<String> way, Instant start) {
        var at = start;
        for (var stop : way) {
            leave(stop, at);
            at = soon(at, start, chance.between(1, 1 + chance.below(90)));
        }
        var mail = bag.count() - 1;
        if (way.contains("mail") && chance.in(0.4)) {
            for (var more = chance.in(0.25) ? 2 : 1; more > 0; more--) {
                mail = again(mail, at);
                at = soon(at, start, chance.between(5, 60));
            }
        }
        return traces;
    }

    private Instant soon(Instant at, Instant start, int hours) {
        var then = past.later(at, hours, chance);
        var latest = start.plus(LONGEST);
        return then.isBefore(latest) ? then : latest.minusSeconds(chance.below(86_400));
    }

    private void leave(String stop, Instant at) {
        switch (stop) {
            case "mail" -> mail(at);
            case "ticket" -> ticket(at);
            case "dispute" ->
                file("billing", offices.dispute(about.invoice(), trouble.dispute(), seeAlso(), at, chance));
            case "return" -> file("erp", offices.goodsBack(about.order(), trouble.goodsBack(), at, chance));
            case "inquiry" ->
                file("shipping", offices.inquiry(parcel(), trouble.inquiry(), at, chance));
            default -> throw new IllegalArgumentException("nobody keeps a " + stop);
        }
    }

    private void file(String system, String key) {
        traces.add(new Trace(system, key, -1, Hint.FIELD, false));
    }

    // billing notes the ticket where somebody in support passed the matter on
    private String seeAlso() {
        return chance.in(0.3) ? ticketNo().map(no -> "Siehe " + hand.file(no) + ".").orElse("") : "";
    }

    private void ticket(Instant at) {
        var ref = chance.in(0.5) ? about.order().no() : null;
        if (ref != null && chance.in(0.015))
            ref = mistyped(at);
        var mention = ref == null ? mention(at) : chance.in(0.3) ? ordered() : new Mention(Hint.NOTHING, "");
        var text = trouble.call(product(), chance)
                + (mention.isSomething() ? " " + hand.sentence(mention.words()) : "");
        var id = offices.ticket(chance.oneOf(about.contacts()), trouble.subject(about.customer().language(), chance),
                text, ref, at, chance);
        var hint = ref == null ? mention.hint() : ref.equals(about.order().no()) ? Hint.FIELD : Hint.MISTYPED;
        traces.add(new Trace("crm", String.valueOf(id), -1, hint, false));
    }

    private void mail(Instant at) {
        var mention = mention(at);
        var subject = trouble.subject(about.customer().language(), chance);
        var text = trouble.text(about.customer().language(), product(), chance);
        if (mention.isSomething()) {
            var where = chance.below(20);
            if (where < 14)
                subject = chance.in(0.7) ? subject + ", " + mention.words() : mention.words() + ": " + subject;
            if (where > 5)
                text += "\n" + hand.sentence(mention.words());
            if (chance.in(0.12))
                text += " " + hand.invoice(about.invoice().no());
        }
        if (chance.in(0.04) && !about.others().isEmpty())
            text += "\n" + aside();
        post(subject, text, at, null, mention.hint());
    }

    /** He writes once more; most answer their first mail, some begin anew. */
    private int again(int first, Instant at) {
        var anew = chance.in(0.2);
        var mention = anew ? mention(at) : new Mention(Hint.THREAD, "");
        var text = chance.oneOf(AGAIN.getOrDefault(language(), List.of("?")));
        if (anew)
            text = trouble.text(about.customer().language(), product(), chance) + " " + text
                    + (mention.isSomething() ? "\n" + hand.sentence(mention.words()) : "");
        if (chance.in(0.08) && !about.others().isEmpty())
            text += "\n" + aside();
        var subject = anew ? trouble.subject(about.customer().language(), chance) : "Re: " + subjectOfMail(first);
        return post(subject, text, at, anew ? null : first, mention.hint()).number();
    }

    private Letter post(String subject, String text, Instant at, @Nullable Integer answered, Hint hint) {
        var kind = chance.in(0.15) ? Letter.Kind.HTML : chance.in(0.08) ? Letter.Kind.ATTACHMENT : Letter.Kind.PLAIN;
        var whole = HELLO.get(language()) + "\n\n" + text + "\n\n" + about.customer().name();
        var letter = bag.put(new Letter(bag.next(), about.customer().no(), kind, sender.name(), sender.address(),
                subject, whole, at, answered));
        traces.add(new Trace("email", "", letter.number(), hint, sender.stranger()));
        return letter;
    }

    private Mention mention(Instant at) {
        var x = chance.below(100);
        if (x < 3)
            return new Mention(Hint.NOTHING, "");
        if (x < 6)
            return new Mention(Hint.MISTYPED, hand.order(mistyped(at)));
        if (x < 8 && !about.others().isEmpty())
            return new Mention(Hint.OTHER_ORDER, hand.order(chance.oneOf(about.others()).no()));
        if (x < (trouble.kind().equals("invoice") ? 35 : 17))
            return new Mention(Hint.INVOICE, hand.invoice(about.invoice().no()));
        if (x < (trouble.kind().equals("delivery") ? 32 : 22) && about.parcel() != null)
            return new Mention(Hint.PARCEL, hand.parcel(about.parcel().trackingNo()));
        if (x >= 70)
            return traces.stream().flatMap(trace -> number(trace).stream()).reduce((a, b) -> b)
                    .map(no -> new Mention(Hint.CASE, hand.file(no))).orElseGet(this::ordered);
        return ordered();
    }

    // the worst error is the one that hits an order with which somebody has a trouble of his own just
    // then
    private String mistyped(Instant at) {
        var wrong = hand.mistyped(about.order().no());
        for (var tries = 0; tries < 20 && !calm.isTroubled(wrong, at); tries++)
            wrong = hand.mistyped(about.order().no());
        return wrong;
    }

    private Mention ordered() {
        return new Mention(Hint.ORDER, hand.order(about.order().no()));
    }

    /** Another order is named beside the point. */
    private String aside() {
        return BESIDES.getOrDefault(language(), "{}").replace("{}", hand.order(chance.oneOf(about.others()).no()));
    }

    private Sender sender() {
        var customer = about.customer();
        var mate = about.housemate();
        if (mate != null && chance.in(0.3))
            return new Sender(mate.name(), mate.emails().getFirst(), true);
        if (customer.person() && chance.in(0.04))
            return new Sender(customer.name(), "%s%d@unterwegs.example"
                    .formatted(Spelling.mailPart(customer.given() + customer.surname()), customer.no()), true);
        return new Sender(customer.name(), chance.oneOf(customer.emails()), false);
    }

    private Optional<String> ticketNo() {
        return traces.stream().filter(trace -> trace.system().equals("crm")).flatMap(trace -> number(trace).stream())
                .findFirst();
    }

    /** What people call it; a mail has no number. */
    private static Optional<String> number(Trace trace) {
        if (trace.system().equals("email"))
            return Optional.empty();
        return Optional.of(trace.system().equals("crm") ? "C-" + trace.key() : trace.key());
    }

    private String subjectOfMail(int number) {
        return bag.get(number).subject().replaceFirst("^Re: ", "");
    }

    private Parcel parcel() {
        if (about.parcel() == null)
            throw new IllegalStateException("nothing was sent");
        return about.parcel();
    }

    private String language() {
        return Trouble.spoken(about.customer().language());
    }

    private String product() {
        return about.order().lines().getFirst().product().name();
    }
}
