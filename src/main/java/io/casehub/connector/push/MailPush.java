package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.plan.Plans;
import io.casehub.intake.EnclosureMissing;
import io.casehub.intake.Enclosures;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.springframework.stereotype.Component;

/**
 * What the template {@code push-mail} does beside Camel: it has the mapping write the mail, and
 * reads what became of it.
 */
@Component("mailPush")
class MailPush {

    private static final String READY = "mailReady";
    private static final String SCANNED = "mailScanned";
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Map<String, String> FIELDS = Map.of("From", "from", "Cc", "cc", "Reply-To", "replyTo");

    private final Plans plans;
    private final Mappings mappings;
    private final Enclosures enclosures;

    MailPush(Plans plans, Mappings mappings, Enclosures enclosures) {
        this.plans = plans;
        this.mappings = mappings;
        this.enclosures = enclosures;
    }

    /**
     * Puts together the mail; the mapping answers {@code {to, cc, from, replyTo, subject,
      * text, headers, attachments}}.
     */
    public void request(Exchange exchange) throws UnsupportedEncodingException {
        var command = exchange.getMessage().getBody(Command.class);
        var said = mappings.get(plans.of(exchange, MailTarget.class).mapping()).apply(CommandInput.of(command));
        var message = exchange.getMessage(AttachmentMessage.class);
        message.removeHeaders("*");
        message.setBody(said.path("text").asText());
        message.setHeader("To", line(said.path("to")));
        message.setHeader("Subject", line(said.path("subject")));
        for (var optional : FIELDS.entrySet()) {
            var value = said.path(optional.getValue());
            if (!value.asText().isBlank()) {
                message.setHeader(optional.getKey(), line(value));
            }
        }
        attach(message, command, said.path("attachments"), exchange);
        for (var header : said.path("headers").properties()) {
            message.setHeader(header.getKey(), folded(header.getKey(), line(header.getValue())));
        }
        exchange.setProperty(READY, true);
    }

    /** The files are there until the mail is sent, or is not. */
    private void attach(AttachmentMessage message, Command command, JsonNode attachments, Exchange exchange) {
        for (var attachment : attachments) {
            var opened = enclosures.open(command.topic().hubCase().orElseThrow(),
                    UUID.fromString(attachment.path("document").asText()));
            exchange.getExchangeExtension().addOnCompletion(new Closing(opened));
            exchange.setProperty(SCANNED, opened.scanned());
            var type = attachment.path("contentType").asText();
            message.addAttachment(attachment.path("name").asText(),
                    new DataHandler(new FileDataSource(opened.file().toFile()) {

                        @Override
                        public String getContentType() {
                            return type;
                        }
                    }));
        }
    }

    /** The mail server's yes, or what its no or its silence means. */
    public void outcome(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(switch (failure) {
            case null -> new Outcome.Delivered("the mail server took it" + Optional
                    .ofNullable(exchange.getProperty(SCANNED, String.class)).map("; what is attached was "::concat)
                    .orElse(""));
            case EnclosureMissing e -> new Outcome.Refused(String.valueOf(e.getMessage()));
            case Exception e when exchange.getProperty(READY) == null -> new Outcome.NotReached(
                    "the mail could not be written: " + e.getClass().getSimpleName(), LATER);
            default -> SmtpFailures.outcome(failure);
        });
    }

    /** Nothing that somebody wrote begins a header of its own. */
    private static String line(JsonNode text) {
        return text.asText().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static String folded(String name, String value) throws UnsupportedEncodingException {
        return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, "UTF-8", null));
    }
}
