package io.casehub.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipt.Summary;
import io.casehub.model.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was read.
 *
 * @param tree what {@code reading} says of it, and what the hub knows beside ({@code docs/mail.md})
 */
record Understood(MailReceipt receipt, byte[] raw, ObjectNode tree, Summary summary) {

    /** What a mail says, without the traces of its way here. */
    byte[] content() {
        var said = List.of(tree.path("from"), tree.path("subject"), tree.path("text"), tree.path("attachments"));
        return Sha256.of(said.toString());
    }

    /** By which a mail without a Message-ID is known; empty where it does not even have a sender. */
    Optional<byte[]> fingerprint() {
        return tree.at("/from/address").isTextual()
                ? Optional.of(Sha256.of(List.of(HexFormat.of().formatHex(content()), tree.path("date")).toString()))
                : Optional.empty();
    }

    boolean isDated() {
        return tree.hasNonNull("date");
    }

    @Nullable
    String messageId() {
        return tree.hasNonNull("messageId") ? tree.path("messageId").asText() : null;
    }

    /** Whom a report says that a mail of ours will never reach, and how it puts it. */
    Optional<Bounced> bounced() {
        var bounce = tree.path("bounce");
        return bounce.path("is").asBoolean() && bounce.hasNonNull("recipient") && tree.hasNonNull("reportsOn")
                ? Optional.of(new Bounced(bounce.path("recipient").asText(),
                        bounce.hasNonNull("status") ? bounce.path("status").asText() : null,
                        bounce.path("permanent").asBoolean()))
                : Optional.empty();
    }

    /** @param status as RFC 3463 has it */
    record Bounced(String recipient, @Nullable String status, boolean isPermanent) {}
}
