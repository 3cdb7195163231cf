package io.casehub.intake;

import io.casehub.intake.receipts.MailReceipt;

/**
 * Only what was refused or quarantined is handled again, and only if there is something to handle.
 */
public final class NotToBeHandledAgain extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotToBeHandledAgain(MailReceipt receipt) {
        super(receipt.content() == null
                ? "the server never gave this mail; set the reading of " + receipt.way().route()
                        + " back before it, and it is read again"
                : "this mail is " + receipt.fate().word() + "; only what is refused or quarantined is handled again");
    }
}
