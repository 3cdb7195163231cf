package io.casehub.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mails that a mailbox gave in one go, in the order of their UIDs, and how far that takes its
 * route.
 *
 * @param address whose mailbox it is; mails from this address are our own
 * @param uidValidity the life of the folder that the UIDs are of (RFC 3501, 2.3.1.1)
 * @param before the stored cursor the page was read behind, {@code null} where there was none
 * @param after the cursor once this page is in
 */
public record MailPage(String route, String system, @Nullable String address, long uidValidity,
        List<ArrivedMail> mails, @Nullable String before, String after) {

    public MailPage {
        mails = List.copyOf(mails);
    }
}
