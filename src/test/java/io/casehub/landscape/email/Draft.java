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
                : List.of(bracketed(all.get(letter.inReplyTo() - 1).messageId()));
        return new Draft(bracketed(letter.messageId()), letter.kind(), letter.fromName(), letter.from(),
                letter.subject(),
                letter.text(), letter.at(),
                references);
    }

    static String messageId(long number, String from) {
        return bracketed(Letter.messageId(number, from));
    }

    private static String bracketed(String messageId) {
        return "<" + messageId + ">";
    }
}
