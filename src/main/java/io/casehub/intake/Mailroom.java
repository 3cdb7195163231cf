package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.intake.reading.MailReader;
import io.casehub.model.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The door for mail. Each mail is kept byte for byte, understood, and handed on as a record, in the
 * transaction that moves its mailbox's cursor: it is in with all that follows from it, or it is
 * read again. The same bytes are handed on once, whatever mailbox or UID they come under.
 */
@Component
public class Mailroom {

    private final MailReader reader;
    private final Mails mails;
    private final Ingest ingest;

    Mailroom(MailReader reader, Mails mails, Ingest ingest) {
        this.reader = reader;
        this.mails = mails;
        this.ingest = ingest;
    }

    /**
     * Takes a page of mails in. Where another page moved the cursor first, nothing of this one stays.
     */
    @Transactional
    public Receipt accept(MailPage page) {
        var records = new ArrayList<RawRecord>();
        for (var mail : page.mails()) {
            record(page, mail).ifPresent(records::add);
        }
        var receipt = ingest.accept(new Page(page.system(), page.route(),
                List.of(page.system() + "/customer", page.system() + "/interaction"), records, page.before(),
                page.after()));
        if (receipt instanceof Receipt.Outdated) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return receipt;
    }

    /** Empty where the mail is known. */
    private Optional<RawRecord> record(MailPage page, ArrivedMail mail) {
        if (mail.fault() != null && mail.raw().length == 0) {
            return Optional.of(RawRecord.unreadable("mail with UID " + mail.uid() + ", " + page.after(), mail.fault()));
        }
        var sha256 = Sha256.of(mail.raw());
        if (!mails.keep(sha256, page, mail)) {
            return Optional.empty();
        }
        var tree = understand(page, mail);
        var messageId = Optional.ofNullable(tree.get("messageId")).map(id -> id.asText());
        return mails.name(page.system(), messageId, sha256, content(tree)).map(key -> {
            tree.put("key", key);
            tree.put("mail", HexFormat.of().formatHex(sha256));
            return RawRecord.of(tree);
        });
    }

    private ObjectNode understand(MailPage page, ArrivedMail mail) {
        var tree = reader.read(mail.raw());
        tree.put("receivedAt", mail.receivedAt().toString());
        tree.put("own", tree.at("/from/address").asText().equalsIgnoreCase(page.address()));
        if (mail.fault() != null) {
            tree.withArray("warnings").add(mail.fault());
        }
        return tree;
    }

    /** What a mail says, without the traces of its way here. */
    private static byte[] content(ObjectNode tree) {
        var said = List.of(tree.path("from"), tree.path("subject"), tree.path("text"), tree.path("attachments"));
        return Sha256.of(said.toString().getBytes(UTF_8));
    }
}
