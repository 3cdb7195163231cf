package io.casehub.landscape.email;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Customer;
import io.casehub.landscape.company.Letter.Kind;
import io.casehub.landscape.company.Topic;
import io.casehub.landscape.system.Touched;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The customers at their keyboards. */
public final class Writers {

    private static final List<Topic> TOPICS = Topic.all();
    private static final List<String> THANKS = List.of("Vielen Dank, das hat geholfen!",
            "Danke für die schnelle Antwort.",
            "Thank you, that solves it.", "Merci beaucoup !");
    private static final List<String> MORE = List.of("Danke, aber das Paket ist immer noch nicht da.",
            "Das hat leider nicht geholfen. Können Sie bitte noch einmal nachsehen?",
            "Sorry, but this does not answer my question.");

    private final Email email;
    private final Company company;

    Writers(Email email, Company company) {
        this.email = email;
        this.company = company;
    }

    /** A new question about an order. */
    public synchronized Touched ask(Customer customer, String orderNo, String product, Chance chance, String by) {
        var words = chance.oneOf(TOPICS).words(customer.language(), orderNo, product, customer.name(), chance);
        var kind = chance.in(0.15) ? Kind.HTML : chance.in(0.05) ? Kind.ATTACHMENT : Kind.PLAIN;
        return email.arrive(
                new Draft(id(customer.emails().getFirst()), kind, customer.name(), chance.oneOf(customer.emails()),
                        words.subject(), words.text(), Instant.now(), List.of()),
                by);
    }

    /**
     * Somebody reacts to one of the last answers they received: asks again, says thanks, or is on
     * holiday.
     */
    public synchronized Optional<Touched> react(Chance chance, String by) {
        var answers = email.lastReceived(30);
        if (answers.isEmpty())
            return Optional.empty();
        var answer = chance.oneOf(answers);
        var name = company.writer(answer.recipient()).map(Customer::name).orElse(answer.recipient());
        var kind = chance.in(0.15) ? Kind.AUTO_REPLY : Kind.PLAIN;
        var text = kind == Kind.AUTO_REPLY
                ? "Ich bin bis Montag nicht im Büro."
                : chance.oneOf(chance.in(0.4) ? THANKS : MORE);
        return Optional
                .of(email.arrive(
                        new Draft(id(answer.recipient()), kind, name, answer.recipient(), again(answer.subject()),
                                kind == Kind.AUTO_REPLY ? text : text + quoted(answer), Instant.now(), answer.thread()),
                        by));
    }

    private String id(String from) {
        return Draft.messageId(email.nextNumber(), from);
    }

    private static String again(String subject) {
        return subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject;
    }

    private static String quoted(ReceivedMail answer) {
        return "\n\nAm " + answer.headers().getOrDefault("Date", "") + " schrieb " + Company.NAME + ":\n> "
                + answer.text().strip().replace("\r", "").replace("\n", "\n> ");
    }
}
