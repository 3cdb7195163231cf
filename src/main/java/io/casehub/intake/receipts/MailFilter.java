package io.casehub.intake.receipts;

import io.casehub.model.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts somebody asks for; what is {@code null} or empty asks for nothing.
 *
 * @param mailbox its address
 * @param route that read it
 * @param sender his address
 * @param since that came then or later
 * @param until that came before
 * @param behind the receipt after which the list goes on, newest first
 */
public record MailFilter(List<Fate> fates, @Nullable String mailbox, @Nullable String route, @Nullable String sender,
        @Nullable String messageId, @Nullable CaseId caseId, @Nullable Instant since, @Nullable Instant until,
        @Nullable UUID behind, int limit) {

    public MailFilter {
        fates = List.copyOf(fates);
    }
}
