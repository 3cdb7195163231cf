package io.casehub.landscape.email;

import io.casehub.landscape.company.Letter;
import io.casehub.landscape.company.Letter.Kind;
import java.time.Instant;
import java.util.List;

/**
 * A mail to the support, before it is put into bytes.
 *
 * @param references the whole thread, oldest first, as message ids; the last is the mail it answers
 */
record Draft(String messageId, Kind kind, String fromName, String from, String subject, String text, Instant at,
        List<String> references) {

    static Draft of(Letter letter, List<Letter> all) {
        var references = letter.inReplyTo() == null
                ? List.<String>of()
                : List.of(messageId(all.get(letter.inReplyTo() - 1)));
        return new Draft(messageId(letter), letter.kind(), letter.fromName(), letter.from(), letter.subject(),
                letter.text(), letter.at(),
                references);
    }

    private static String messageId(Letter letter) {
        return messageId(letter.number(), letter.from());
    }

    static String messageId(long number, String from) {
        return "<%06d.%s>".formatted(number, from.replaceFirst(".*@", "mail@"));
    }
}
