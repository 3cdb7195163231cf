package io.casehub.intake.mailboxes;

import io.casehub.cases.queues.Queues;
import io.casehub.intake.mailboxes.Mailbox.Opening;
import io.casehub.intake.mailboxes.Mailbox.Quote;
import io.casehub.intake.mailboxes.Mailbox.ReplyAddress;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.Email;
import io.casehub.model.Priority;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the file says.
 *
 * @param ownDomains whose people are colleagues, in lower case
 * @param mailboxes by their addresses, in lower case
 */
record MailboxesFile(Set<String> ownDomains, Mailbox usual, Map<String, Mailbox> mailboxes) {

    static final MailboxesFile NONE = new MailboxesFile(Set.of(), Mailbox.USUAL, Map.of());

    private static final String[] OPENING = {"queue", "priority", "type", "assignee", "language"};
    private static final String[] WORDS = {"queue", "priority", "type", "assignee", "language", "rules", "refuse",
            "reopen-days", "reply-address", "quote", "most-cases-an-hour", "acknowledge", "acknowledgement", "from"};
    private static final int A_CENTURY = 36_500;
    private static final int LONGEST_TEXT = 10_000;

    /** @throws io.casehub.mapping.FileBroken with the place of what cannot be used */
    static MailboxesFile read(Spot file, Queues queues) {
        file.fields("own-domains", "usual", "mailboxes");
        var usual = file.find("usual").map(spot -> mailbox(spot, Mailbox.USUAL, queues)).orElse(Mailbox.USUAL);
        var mailboxes = new LinkedHashMap<String, Mailbox>();
        file.find("mailboxes").ifPresent(section -> section.fields()
                .forEach((address, spot) -> mailboxes.put(address(address, spot), mailbox(spot, usual, queues))));
        var domains = file.find("own-domains").map(Spot::texts).orElse(List.of()).stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new MailboxesFile(domains, usual, mailboxes);
    }

    private static Mailbox mailbox(Spot said, Mailbox usual, Queues queues) {
        said.fields(WORDS);
        return new Mailbox(opening(said, queues).or(usual.opening()),
                said.find("rules").map(list -> list.items().stream().map(item -> rule(item, queues)).toList())
                        .orElse(usual.rules()),
                said.find("refuse").map(Spot::texts).orElse(usual.refused()),
                said.find("reopen-days").map(spot -> whole(spot, 0, A_CENTURY)).orElse(usual.reopenDays()),
                said.find("reply-address").map(spot -> word(ReplyAddress.class, spot)).orElse(usual.replyAddress()),
                said.find("quote").map(spot -> word(Quote.class, spot)).orElse(usual.quote()),
                said.find("most-cases-an-hour").map(spot -> whole(spot, 1, 1_000_000)).orElse(usual.mostCases()),
                said.find("acknowledge").map(Spot::flag).orElse(usual.isAcknowledging()),
                said.find("acknowledgement").map(MailboxesFile::texts).orElse(usual.acknowledgements()),
                said.find("from").map(Spot::text).or(() -> Optional.ofNullable(usual.from())).orElse(null));
    }

    private static Rule rule(Spot said, Queues queues) {
        said.fields("when", "then");
        var when = said.get("when");
        when.fields("from", "subject", "text", "language");
        when.find("language").ifPresent(spot -> language(spot.text(), spot));
        var then = said.get("then");
        then.fields(OPENING);
        return new Rule(text(when, "from"), pattern(when, "subject"), pattern(when, "text"), text(when, "language"),
                opening(then, queues));
    }

    private static Opening opening(Spot said, Queues queues) {
        said.find("queue").ifPresent(spot -> queues.refusal(spot.text()).ifPresent(sentence -> {
            throw spot.wrong(sentence);
        }));
        said.find("priority").ifPresent(spot -> word(Priority.class, spot));
        said.find("language").ifPresent(spot -> language(spot.text(), spot));
        said.find("assignee").filter(spot -> !spot.text().matches("\\S{1,100}")).ifPresent(spot -> {
            throw spot.wrong("assignee is the name that somebody goes by here, such as ben, in one word");
        });
        return new Opening(text(said, "queue"), text(said, "priority"), text(said, "type"), text(said, "assignee"),
                text(said, "language"));
    }

    private static void language(String word, Spot spot) {
        if (!word.matches("[a-z]{2,3}")) {
            throw spot.wrong(word + " is no language: write it as in en or de");
        }
    }

    private static Map<String, String> texts(Spot said) {
        var texts = new LinkedHashMap<String, String>();
        said.fields().forEach((language, spot) -> {
            language(language, spot);
            if (spot.text().isBlank() || spot.text().length() > LONGEST_TEXT) {
                throw spot.wrong("an acknowledgement has 1 to " + LONGEST_TEXT + " characters");
            }
            texts.put(language, spot.text().strip());
        });
        return texts;
    }

    private static @Nullable String text(Spot said, String name) {
        return said.find(name).map(Spot::text).filter(text -> !text.isBlank()).orElse(null);
    }

    private static @Nullable Pattern pattern(Spot said, String name) {
        return said.find(name).map(spot -> {
            try {
                return Pattern.compile(spot.text(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            } catch (PatternSyntaxException e) {
                throw spot.wrong("is no regular expression: " + e.getDescription());
            }
        }).orElse(null);
    }

    private static String address(String address, Spot spot) {
        try {
            return new Email(address).value();
        } catch (IllegalArgumentException e) {
            throw spot.wrong(address + " is no mail address");
        }
    }

    private static int whole(Spot spot, int least, int most) {
        if (spot.text().matches("[0-9]{1,9}") && Integer.parseInt(spot.text()) >= least
                && Integer.parseInt(spot.text()) <= most) {
            return Integer.parseInt(spot.text());
        }
        throw spot.wrong("a whole number from " + least + " to " + most + " is wanted here");
    }

    private static <E extends Enum<E> & CodeWord> E word(Class<E> list, Spot spot) {
        return CodeWord.find(list, spot.text()).orElseThrow(() -> spot.wrong("there is no " + spot.text()
                + " here; there are " + Arrays.stream(list.getEnumConstants()).map(CodeWord::word)
                        .collect(Collectors.joining(", "))));
    }
}
