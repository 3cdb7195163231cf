package io.casehub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.reading.words.PlainText;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipt.Summary;
import io.casehub.intake.receipts.RawMails;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a mail, and says what the hub knows beside: when it came, who wrote it, and how far he is
 * believed.
 */
@Component
class Understanding {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_ID = 500;
    private static final int LONGEST_SUBJECT = 500;

    private final RawMails raw;
    private final MailReader reader;
    private final Mailboxes mailboxes;
    private final SignedNames names;

    Understanding(RawMails raw, MailReader reader, Mailboxes mailboxes, SignedNames names) {
        this.raw = raw;
        this.reader = reader;
        this.mailboxes = mailboxes;
        this.names = names;
    }

    Understood of(MailReceipt receipt) {
        var bytes = raw.read(Objects.requireNonNull(receipt.content(), "a mail without bytes is not handled"));
        var tree = reader.read(bytes);
        tree.put("receivedAt", receipt.way().receivedAt().toString());
        if (receipt.fault() != null) {
            tree.withArray("warnings").add(receipt.fault());
        }
        var credence = Credence.of(tree.path("authentication"));
        tree.put("forged", credence == Credence.FORGED);
        var writer = writer(tree, credence, receipt.way().mailbox());
        tree.set("writer", writer);
        tree.put("own", mailboxes.isOurs(text(writer, "address"), receipt.way().mailbox())
                && credence != Credence.FORGED);
        reportedOn(tree, bytes);
        boolean isInternal = answered(tree).anyMatch(id -> names.ofId(id).filter(SignedNames.Signed::isInternal)
                .isPresent());
        tree.put("internal", isInternal);
        var sender = text(writer, "address");
        return new Understood(receipt, bytes, tree, new Summary(line(text(tree, "messageId"), LONGEST_ID),
                sender == null ? null : line(sender.toLowerCase(Locale.ROOT), LONGEST_ADDRESS),
                line(text(tree, "subject"), LONGEST_SUBJECT), credence == Credence.FORGED, isInternal));
    }

    /**
     * Who speaks in it: its sender; of what a colleague passes on, who wrote that, if the colleague is
     * proven; of what comes in our own name with somebody else to be answered, as forms on web sites
     * send it, that person.
     */
    private ObjectNode writer(ObjectNode tree, Credence credence, @Nullable String mailbox) {
        var from = tree.path("from");
        var address = text(from, "address");
        if (address != null && credence == Credence.PROVEN && mailboxes.isColleague(address)) {
            var original = tree.at("/forwarded/from");
            if (original.hasNonNull("address") && !mailboxes.isColleague(original.path("address").asText())) {
                tree.set("passedOnBy", from);
                return original.deepCopy();
            }
        }
        if (credence != Credence.FORGED && mailboxes.isOurs(address, mailbox)) {
            return elsewhere(tree.path("replyTo"), mailbox).orElseGet(() -> from.deepCopy());
        }
        return from.isObject() ? from.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    private Optional<ObjectNode> elsewhere(JsonNode replyTo, @Nullable String mailbox) {
        return StreamSupport.stream(replyTo.spliterator(), false)
                .filter(person -> person.hasNonNull("address")
                        && !mailboxes.isOurs(person.path("address").asText(), mailbox))
                .findFirst().map(person -> (ObjectNode) person.deepCopy());
    }

    /** A report seldom answers the mail that it reports on, but has that mail's head in it. */
    private void reportedOn(ObjectNode tree, byte[] bytes) {
        if (tree.at("/bounce/is").asBoolean()) {
            names.idWithin(bytes).ifPresent(id -> {
                tree.put("reportsOn", id);
                if (answered(tree).noneMatch(id::equals)) {
                    tree.withArray("references").add(id);
                }
            });
        }
    }

    private static Stream<String> answered(ObjectNode tree) {
        return Stream.concat(Stream.ofNullable(text(tree, "inReplyTo")),
                StreamSupport.stream(tree.path("references").spliterator(), false).map(JsonNode::asText));
    }

    private static @Nullable String text(JsonNode tree, String field) {
        return tree.hasNonNull(field) ? tree.path(field).asText() : null;
    }

    private static @Nullable String line(@Nullable String text, int longest) {
        return text == null ? null : PlainText.line(text, longest);
    }
}
