package io.casehub.landscape.email;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a customer received.
 *
 * @param recipient from the SMTP envelope
 * @param headers decoded, whatever the case of their names; of several with one name the first
 * @param text the plain text, or the HTML where there is nothing else
 */
public record ReceivedMail(int number, String recipient, Map<String, String> headers, String text) {

    static ReceivedMail of(int number, String recipient, byte[] mail) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(mail));
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.putIfAbsent(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
            return new ReceivedMail(number, recipient, Collections.unmodifiableMap(headers), text(message));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String messageId() {
        return headers.getOrDefault("Message-ID", "");
    }

    public String subject() {
        return headers.getOrDefault("Subject", "");
    }

    /** The thread up to and with this mail, oldest first. */
    public List<String> thread() {
        var references = headers.getOrDefault("References", headers.getOrDefault("In-Reply-To", ""));
        return List.of((references + " " + messageId()).strip().split("\\s+"));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (!part.isMimeType("multipart/*"))
            return part.isMimeType("text/*") ? String.valueOf(part.getContent()) : "";
        var html = "";
        var parts = (Multipart) part.getContent();
        for (var i = 0; i < parts.getCount(); i++) {
            var text = text(parts.getBodyPart(i));
            if (!text.isEmpty() && !parts.getBodyPart(i).isMimeType("text/html"))
                return text;
            html = html.isEmpty() ? text : html;
        }
        return html;
    }
}
