package io.casehub.intake.mailboxes;

import io.casehub.model.CodeWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the mails of one mailbox are treated.
 *
 * @param rules that say more of some mails; the first that fits counts
 * @param refused addresses whose mails are not taken, {@code *} for anything
 * @param reopenDays for how many days without a change a resolved or closed case is opened again by
 * an answer
 * @param mostCases how many cases one sender opens in an hour before he is taken for a program
 * @param acknowledgements what a sender is told of his new case, by language ({@code en});
 * {@code {case}} and {@code {subject}} stand for those
 * @param from in whose name answers are sent, as {@code Name <address>}; {@code null}: as the
 * connector says
 */
public record Mailbox(Opening opening, List<Rule> rules, List<String> refused, int reopenDays,
        ReplyAddress replyAddress, Quote quote, int mostCases, boolean isAcknowledging,
        Map<String, String> acknowledgements, @Nullable String from) {

    static final Mailbox USUAL = new Mailbox(Opening.NOTHING, List.of(), List.of(), 30, ReplyAddress.SAME, Quote.NONE,
            50, true, Map.of(), null);

    public Mailbox {
        rules = List.copyOf(rules);
        refused = List.copyOf(refused);
        acknowledgements = Map.copyOf(acknowledgements);
    }

    /** Where answers are to go: to the mailbox itself, or to an address of its own for each case. */
    public enum ReplyAddress implements CodeWord {
        SAME,
        TAGGED
    }

    /** What an answer repeats of what it answers. */
    public enum Quote implements CodeWord {
        NONE,
        LAST
    }

    /** What a case that a mail opens is like, as far as this mailbox says. */
    public Opening opening(Letter letter) {
        return rules.stream().filter(rule -> rule.fits(letter)).findFirst()
                .map(rule -> rule.opening().or(opening)).orElse(opening);
    }

    /** By which line a sender's mails are refused; empty where they are taken. */
    public Optional<String> refuses(String sender) {
        return refused.stream().filter(line -> AddressPattern.fits(line, sender)).findFirst();
    }

    /** In the first of these languages that there is a text in; empty where there is none. */
    public Optional<String> acknowledgement(@Nullable String language) {
        return Stream.of(Optional.ofNullable(language), Optional.ofNullable(opening.language()), Optional.of("en"))
                .flatMap(Optional::stream).map(acknowledgements::get).filter(text -> text != null).findFirst();
    }

    /**
     * What is said of a new case.
     *
     * @param language in which its people are told things where their mail does not show it
     */
    public record Opening(@Nullable String queue, @Nullable String priority, @Nullable String type,
            @Nullable String assignee, @Nullable String language) {

        public static final Opening NOTHING = new Opening(null, null, null, null, null);

        Opening or(Opening usual) {
            return new Opening(queue == null ? usual.queue : queue, priority == null ? usual.priority : priority,
                    type == null ? usual.type : type, assignee == null ? usual.assignee : assignee,
                    language == null ? usual.language : language);
        }
    }

    /** What rules look at. */
    public record Letter(@Nullable String from, @Nullable String subject, @Nullable String text,
            @Nullable String language) {}
}
