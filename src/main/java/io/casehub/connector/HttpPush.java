package io.casehub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.model.CaseRecord;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var bytes = HttpPull.bytes(exchange.getMessage());
        var words = new String(bytes, StandardCharsets.UTF_8);
        var pause = HttpPull.pause(exchange.getMessage());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(judge(exchange, status, bytes, words, pause));
    }

    private Outcome judge(Exchange exchange, int status, byte[] bytes, String words, Duration pause)
            throws IOException {
        if (status == 429 || status == 503) {
            return new Outcome.NotReached(said(status, words), pause);
        }
        if (listed(exchange, "conflict", status) || says(exchange, "conflictText", words)) {
            return record(exchange, bytes).<Outcome>map(now -> new Outcome.Conflict(now.status(), now.sourceStatus(),
                    now.revision().sequence(), "it changed there meanwhile: " + said(status, words)))
                    .orElse(new Outcome.Conflict(null, null, 0, said(status, words)));
        }
        if (says(exchange, "refusedText", words) || status >= 400 && status < 500) {
            return new Outcome.Refused(said(status, words));
        }
        if (status < 200 || status > 299) {
            return new Outcome.Unknown(said(status, words));
        }
        return record(exchange, bytes).<Outcome>map(now -> new Outcome.Delivered(now.status(), now.sourceStatus(),
                now.revision().sequence(), "HTTP " + status)).orElse(
                        new Outcome.Delivered(null, null, 0, "HTTP " + status));
    }

    /** The record as the answer shows it, read with the mapping that also reads it in pulls. */
    private Optional<CaseRecord> record(Exchange exchange, byte[] bytes) throws IOException {
        var mapping = property(exchange, "answer");
        if (mapping.isBlank() || bytes.length == 0) {
            return Optional.empty();
        }
        var tree = HttpPull.tree(exchange, bytes);
        var record = Arrays.stream(property(exchange, "record").split(","))
                .map(pointer -> tree.at(pointer.strip()))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
        return mappings.get(mapping).toCanonical(record, clock.instant()) instanceof Mapped.Record mapped
                && mapped.record() instanceof CaseRecord now ? Optional.of(now) : Optional.empty();
    }

    static JsonNode input(Command command) {
        var input = JsonNodeFactory.instance.objectNode();
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

    private static boolean listed(Exchange exchange, String property, int status) {
        return Arrays.stream(property(exchange, property).split(","))
                .anyMatch(code -> code.strip().equals(String.valueOf(status)));
    }

    private static boolean says(Exchange exchange, String property, String words) {
        var text = property(exchange, property);
        return !text.isBlank() && words.contains(text);
    }

    private static String property(Exchange exchange, String name) {
        return exchange.getProperty(name, "", String.class).strip();
    }

    private static String said(int status, String words) {
        return "HTTP " + status + " " + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words);
    }
}
