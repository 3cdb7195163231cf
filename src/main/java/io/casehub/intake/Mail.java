package io.casehub.intake;

import io.casehub.intake.receipts.MailReceipt;
import io.casehub.model.Email;
import io.casehub.model.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mail that is in: what it says, and how it came. */
record Mail(Interaction said, MailReceipt arrival) {

    /** What an answer to it refers to, oldest first. */
    List<String> references() {
        var ids = new ArrayList<>(said.thread());
        if (said.messageId() != null) {
            ids.add(said.messageId());
        }
        return ids;
    }

    /** Whether somebody waits for an answer whom we may believe to be there. */
    boolean isToBeAnswered() {
        return said.isFromAPerson() && !arrival.isForged() && !arrival.isInternal();
    }

    /** Where an answer goes; empty where the sender gave no address, or our own. */
    Optional<String> sender() {
        try {
            return Optional.ofNullable(said.from().address()).map(address -> new Email(address).value())
                    .filter(address -> !address.equalsIgnoreCase(arrival.way().mailbox()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
