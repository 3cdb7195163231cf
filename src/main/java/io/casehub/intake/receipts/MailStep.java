package io.casehub.intake.receipts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with a mail.
 *
 * @param step a word, such as {@code stored}
 */
public record MailStep(Instant at, String step, @Nullable String detail) {}
