package io.casehub.intake;

import io.casehub.intake.reading.words.PlainText;
import io.casehub.model.Interaction;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an answer repeats of the mail it answers, as mail programs have it. */
final class Quotation {

    private static final int LONGEST = 10_000;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);

    private Quotation() {}

    /** {@code null} where it says nothing. */
    static @Nullable String of(Interaction mail) {
        var text = mail.text() == null ? "" : PlainText.lines(mail.text(), LONGEST).strip();
        var name = mail.from().name() == null ? mail.from().address() : mail.from().name();
        return text.isEmpty()
                ? null
                : "On " + WHEN.format(mail.at()) + ", " + name + " wrote:\n"
                        + text.lines().map(line -> ("> " + line).stripTrailing()).collect(Collectors.joining("\n"));
    }
}
