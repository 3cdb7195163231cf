package io.casehub.intake.reading;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What the hub understands of a mail, as JSON. Whatever the bytes are there is an answer: what
 * could be had, and {@code warnings} for the rest. Texts are free of control characters; the answer
 * is bounded to a few megabytes.
 */
@Component
public class MailReader {

    private static final int LONGEST_TEXT = 1_000_000;

    private final Session session = LenientMime.session();

    /**
     * The fields {@code from}, {@code sender}, {@code replyTo}, {@code to}, {@code cc},
     * {@code subject}, {@code date}, {@code messageId}, {@code inReplyTo}, {@code references},
     * {@code contentType} (of the text chosen), {@code text}, {@code newText} (without quotation and
     * signature), {@code attachments}, {@code automatic} and {@code warnings}. What a mail does not
     * have is absent; lists may be empty.
     */
    public ObjectNode read(byte[] raw) {
        var mail = JsonNodeFactory.instance.objectNode();
        var warnings = new LinkedHashSet<String>();
        try {
            var message = new MimeMessage(session, new SharedByteArrayInputStream(raw));
            var headers = new Headers(message);
            people(mail, headers, warnings);
            subject(mail, headers, warnings);
            content(mail, message, headers, warnings);
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            warnings.add("could be read in part only: " + e.getClass().getSimpleName());
        }
        if (!mail.has("text") && isNothing(mail)) {
            text(mail, TextDecoding.decode(Arrays.copyOf(raw, Math.min(raw.length, LONGEST_TEXT)), null));
        }
        mail.set("warnings", texts(warnings));
        return mail;
    }

    /**
     * Writes what is attached under a digest (SHA-256, in hex), and answers whether there is such.
     *
     * @throws IOException where {@code into} takes no more
     */
    public boolean attachment(byte[] raw, String sha256, OutputStream into) throws IOException {
        var parts = new Parts(new LinkedHashSet<>());
        try {
            parts.texts(new MimeMessage(session, new SharedByteArrayInputStream(raw)));
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            // what was found until then is there
        }
        return parts.write(sha256, into);
    }

    /** Neither a header nor a file was found: what came is text, if it is anything. */
    private static boolean isNothing(ObjectNode mail) {
        return Stream.of("from", "subject", "date", "messageId").noneMatch(mail::has)
                && mail.path("attachments").isEmpty() && mail.path("to").isEmpty();
    }

    private static void people(ObjectNode mail, Headers headers, Set<String> warnings) {
        var from = headers.addresses("From");
        var sender = headers.addresses("Sender");
        if (from.size() > 0 || sender.size() > 0) {
            mail.set("from", (from.size() > 0 ? from : sender).get(0));
        } else {
            warnings.add("no sender");
        }
        if (sender.size() > 0) {
            mail.set("sender", sender.get(0));
        }
        mail.set("replyTo", headers.addresses("Reply-To"));
        mail.set("to", headers.addresses("To"));
        mail.set("cc", headers.addresses("Cc"));
    }

    private static void subject(ObjectNode mail, Headers headers, Set<String> warnings) {
        headers.text("Subject").ifPresent(subject -> mail.put("subject", subject));
        headers.date().ifPresentOrElse(date -> mail.put("date", date.toString()), () -> warnings.add("no usable date"));
        headers.ids("Message-ID").stream().findFirst()
                .or(() -> headers.text("Message-ID").map(id -> PlainText.line(id, 300)))
                .ifPresentOrElse(id -> mail.put("messageId", id), () -> warnings.add("no Message-ID"));
        headers.ids("In-Reply-To").stream().findFirst().ifPresent(id -> mail.put("inReplyTo", id));
        mail.set("references", texts(headers.ids("References")));
    }

    private static void content(ObjectNode mail, MimeMessage message, Headers headers, Set<String> warnings)
            throws MessagingException {
        var type = MediaType.of(message).name();
        var automatic = mail.putObject("automatic");
        var reason = Automatic.reason(headers, type, mail.at("/from/address").asText());
        automatic.put("is", reason.isPresent());
        reason.ifPresent(text -> automatic.put("reason", text));

        var parts = new Parts(warnings);
        var texts = parts.texts(message);
        mail.put("contentType", texts.isEmpty() ? type : texts.getFirst().type());
        text(mail, texts.stream().map(Parts.Text::text).filter(part -> !part.isBlank()).collect(joining("\n\n")));
        mail.set("attachments", parts.attachments());
    }

    private static void text(ObjectNode mail, String everything) {
        var text = PlainText.lines(everything, LONGEST_TEXT).strip();
        var newText = ReplyText.of(text);
        if (!text.isEmpty()) {
            mail.put("text", text);
        }
        if (!newText.isEmpty()) {
            mail.put("newText", newText);
        }
    }

    private static ArrayNode texts(Collection<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
