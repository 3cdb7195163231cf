package io.casehub.intake;

import io.casehub.ingest.documents.DocumentSource;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.RawMails;
import io.casehub.model.DocumentRef;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The attachments of mails, taken out of the mails as they came: nobody has to be asked for them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MailDocuments implements DocumentSource {

    private final MailReceipts receipts;
    private final RawMails raw;
    private final MailReader reader;

    MailDocuments(MailReceipts receipts, RawMails raw, MailReader reader) {
        this.receipts = receipts;
        this.raw = raw;
        this.reader = reader;
    }

    @Override
    public boolean isMail() {
        return true;
    }

    @Override
    public Set<SourceRef> keeps(Collection<SourceRef> records) {
        return receipts.of(records).entrySet().stream().filter(mail -> mail.getValue().content() != null)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** An attachment is known by its digest: that does not change with how a mail is read. */
    @Override
    public void fetch(SourceRef record, DocumentRef document, OutputStream into) throws IOException {
        var content = receipts.of(List.of(record)).values().stream()
                .flatMap(receipt -> Stream.ofNullable(receipt.content())).findFirst();
        if (content.isEmpty() || !reader.attachment(raw.read(content.get()), document.path(), into)) {
            throw DocumentUnreachable.refused("the mail has no attachment of this digest: "
                    + "its mapping names another (documents, path)");
        }
    }
}
