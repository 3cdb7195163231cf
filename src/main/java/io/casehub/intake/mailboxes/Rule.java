package io.casehub.intake.mailboxes;

import io.casehub.intake.mailboxes.Mailbox.Letter;
import io.casehub.intake.mailboxes.Mailbox.Opening;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the mails that all of this fits; {@code null} fits every mail.
 *
 * @param from an address, {@code *} for anything
 */
record Rule(@Nullable String from, @Nullable Pattern subject, @Nullable Pattern text, @Nullable String language,
        Opening opening) {

    boolean fits(Letter letter) {
        return (from == null || letter.from() != null && AddressPattern.fits(from, letter.from()))
                && finds(subject, letter.subject()) && finds(text, letter.text())
                && (language == null || language.equals(letter.language()));
    }

    private static boolean finds(@Nullable Pattern wanted, @Nullable String words) {
        return wanted == null || words != null && wanted.matcher(words).find();
    }
}
