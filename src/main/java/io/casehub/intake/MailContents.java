package io.casehub.intake;

import io.casehub.intake.reading.Attachment;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.RawMails;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What is in a mail, for whoever looks at it; read from its bytes each time. */
@Component
public class MailContents {

    /** What a browser shows and does not run. */
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");
    private static final Pattern IMAGE = Pattern.compile("(?i)(src=\")cid:([^\"]{1,500})\"");

    private final MailReceipts receipts;
    private final RawMails raw;
    private final MailReader reader;

    MailContents(MailReceipts receipts, RawMails raw, MailReader reader) {
        this.receipts = receipts;
        this.raw = raw;
        this.reader = reader;
    }

    /**
     * The name and size of a mail's bytes.
     *
     * @throws ReceiptNotFound where there is no such mail
     * @throws MailPartMissing where its bytes never came
     */
    public MailReceipt.Content raw(UUID id) {
        return Optional.ofNullable(receipts.find(id).orElseThrow(() -> new ReceiptNotFound(id)).content())
                .orElseThrow(() -> new MailPartMissing("its bytes are not here: the server never gave this mail, "
                        + "or what it said was erased with its person"));
    }

    /**
     * Writes a mail byte for byte.
     *
     * @throws IOException where {@code into} takes no more
     */
    public void write(MailReceipt.Content content, OutputStream into) throws IOException {
        raw.write(content.sha256(), into);
    }

    /**
     * The harmless HTML of a mail.
     *
     * @param images where each of its images is had, by its content id
     * @throws MailPartMissing where it has no HTML
     */
    public String html(UUID id, UnaryOperator<String> images) {
        var mail = reader.read(raw.read(raw(id)));
        if (!mail.hasNonNull("html")) {
            throw new MailPartMissing("this mail has no HTML; its text stands in its receipt");
        }
        return IMAGE.matcher(mail.path("html").asText())
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + images.apply(found.group(2)) + "\""));
    }

    /**
     * An image that a mail brought along for its HTML.
     *
     * @throws MailPartMissing where there is none of this content id, or it is none that can do no harm
     */
    public Attachment image(UUID id, String contentId) {
        return reader.attachments(raw.read(raw(id))).stream()
                .filter(file -> contentId.equals(file.contentId()) && IMAGES.contains(file.contentType()))
                .findFirst()
                .orElseThrow(() -> new MailPartMissing("this mail has no image of this content id"));
    }
}
