package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.http.Headers;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.model.CaseRecord;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * What the template {@code push-http} does beside Camel: it says the command in the system's words
 * and reads the answer.
 */
@Component("httpPush")
class HttpPush {

    private static final int LONGEST_WORDS = 300;

    private final Mappings mappings;
    private final Clock clock;

    HttpPush(Mappings mappings, Clock clock) {
        this.mappings = mappings;
        this.clock = clock;
    }

    /** Puts together the request. A body that is XML is the one text the mapping answers. */
    public void request(Exchange exchange) {
        var command = exchange.getMessage().getBody(Command.class);
        exchange.setProperty("command", command);
        var said = mappings.get(property(exchange, "mapping")).apply(input(command));
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(said.isTextual() ? said.asText() : said.toString());
        message.setHeader(Exchange.HTTP_URI,
                fill(property(exchange, "url"), command, key -> UriUtils.encode(key, StandardCharsets.UTF_8)));
        message.setHeader(Exchange.HTTP_METHOD, property(exchange, "method"));
        message.setHeader(Exchange.CONTENT_TYPE, property(exchange, "contentType"));
        Headers.parse(fill(property(exchange, "headers"), command, UnaryOperator.identity()))
                .forEach(message::setHeader);
    }

    /** Judges the answer by its status and the rules of the route. */
    public void outcome(Exchange exchange) throws IOException {
        var answer = HttpAnswer.of(exchange, property(exchange, "contentType").contains("xml"));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(judge(exchange, answer));
    }

    private Outcome judge(Exchange exchange, HttpAnswer answer) throws IOException {
        if (answer.asksForPause()) {
            return new Outcome.NotReached(said(answer), answer.pause());
        }
        if (listed(exchange, "conflict", answer) || says(exchange, "conflictText", answer)) {
            return record(exchange, answer).<Outcome>map(now -> new Outcome.Conflict(now.status(), now.sourceStatus(),
                    now.revision().sequence(), "it changed there meanwhile: " + said(answer)))
                    .orElse(new Outcome.Conflict(null, null, 0, said(answer)));
        }
        if (says(exchange, "refusedText", answer) || answer.status() >= 400 && answer.status() < 500) {
            return new Outcome.Refused(said(answer));
        }
        if (!answer.isSuccess()) {
            return new Outcome.Unknown(said(answer));
        }
        var done = "HTTP " + answer.status();
        return record(exchange, answer).<Outcome>map(now -> new Outcome.Delivered(now.status(), now.sourceStatus(),
                now.revision().sequence(), done)).orElse(new Outcome.Delivered(null, null, 0, done));
    }

    /** The record as the answer shows it, read with the mapping that also reads it in pulls. */
    private Optional<CaseRecord> record(Exchange exchange, HttpAnswer answer) throws IOException {
        var mapping = property(exchange, "answer");
        if (mapping.isBlank() || answer.content().length == 0) {
            return Optional.empty();
        }
        var tree = answer.tree();
        var record = Arrays.stream(property(exchange, "record").split(","))
                .map(pointer -> tree.at(pointer.strip()))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
        return mappings.get(mapping).toCanonical(record, clock.instant()) instanceof Mapped.Record mapped
                && mapped.record() instanceof CaseRecord now ? Optional.of(now) : Optional.empty();
    }

    /** What a mapping for a command sees: the payload, and what every command has. */
    static JsonNode input(Command command) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.setAll((ObjectNode) command.payload().deepCopy());
        return input.put("id", command.id().toString())
                .put("key", command.record().key())
                .put("sequence", command.sequence());
    }

    private static String fill(String template, Command command, UnaryOperator<String> written) {
        return template.replace("{key}", written.apply(command.record().key()))
                .replace("{id}", command.id().toString())
                .replace("{sequence}", String.valueOf(command.sequence()));
    }

    private static boolean listed(Exchange exchange, String property, HttpAnswer answer) {
        return Arrays.stream(property(exchange, property).split(","))
                .anyMatch(code -> code.strip().equals(String.valueOf(answer.status())));
    }

    private static boolean says(Exchange exchange, String property, HttpAnswer answer) {
        var text = property(exchange, property);
        return !text.isBlank() && answer.text().contains(text);
    }

    private static String property(Exchange exchange, String name) {
        return exchange.getProperty(name, "", String.class).strip();
    }

    private static String said(HttpAnswer answer) {
        var words = answer.text();
        return "HTTP " + answer.status() + " "
                + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words);
    }
}
