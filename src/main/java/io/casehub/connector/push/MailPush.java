package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.plan.Plans;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What the template {@code push-mail} does beside Camel: it has the mapping write the mail, and
 * reads what became of it.
 */
@Component("mailPush")
class MailPush {

    private final Plans plans;
    private final Mappings mappings;

    MailPush(Plans plans, Mappings mappings) {
        this.plans = plans;
        this.mappings = mappings;
    }

    /** Puts together the mail; the mapping answers {@code {to, subject, text, headers}}. */
    public void request(Exchange exchange) throws UnsupportedEncodingException {
        var command = exchange.getMessage().getBody(Command.class);
        var said = mappings.get(plans.of(exchange, MailTarget.class).mapping()).apply(CommandInput.of(command));
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(said.path("text").asText());
        message.setHeader("To", line(said.path("to")));
        message.setHeader("Subject", line(said.path("subject")));
        for (var header : said.path("headers").properties()) {
            message.setHeader(header.getKey(), folded(header.getKey(), line(header.getValue())));
        }
    }

    /** The mail server's yes, or what its no or its silence means. */
    public void outcome(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(failure == null
                ? new Outcome.Delivered("the mail server took it")
                : SmtpFailures.outcome(failure));
    }

    /** Nothing that somebody wrote begins a header of its own. */
    private static String line(JsonNode text) {
        return text.asText().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static String folded(String name, String value) throws UnsupportedEncodingException {
        return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, "UTF-8", null));
    }
}
