package io.casehub.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mails that a mailbox gave in one go, in the order of their UIDs, and how far that takes its
 * route.
 *
 * @param address whose mailbox it is; mails from this address are our own
 * @param before the stored cursor the page was read behind, {@code null} where there was none
 * @param after the cursor once this page is in
 */
public record MailPage(String route, String system, @Nullable String address, List<ArrivedMail> mails,
        @Nullable String before, String after) {

    public MailPage {
        mails = List.copyOf(mails);
    }
}
