package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.connector.http.Headers;
import io.casehub.connector.http.HttpAnswer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What the template {@code pull-http} does beside Camel: it writes the request and reads the
 * answer.
 */
@Component("httpPull")
class HttpPull {

    private final Pull pull;

    HttpPull(Pull pull) {
        this.pull = pull;
    }

    /** Puts together the request for the next page. */
    public void request(Exchange exchange) {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        var body = exchange.getProperty("body", "", String.class);
        message.setBody(body.isBlank() ? null : fill(exchange, body, text -> escaped(exchange, text)));
        message.setHeader(Exchange.HTTP_URI,
                fill(exchange, exchange.getProperty("url", String.class), HttpPull::encoded));
        message.setHeader(Exchange.HTTP_METHOD, body.isBlank() ? "GET" : "POST");
        if (!body.isBlank()) {
            message.setHeader(Exchange.CONTENT_TYPE, exchange.getProperty("contentType", String.class));
        }
        Headers.parse(exchange.getProperty("headers", "", String.class)).forEach(message::setHeader);
    }

    /** Reads the answer and lands its records. */
    public void land(Exchange exchange) throws IOException {
        var answer = HttpAnswer.of(exchange);
        if (answer.asksForPause()) {
            pull.leave(exchange, "HTTP " + answer.status() + ": the source asks for a pause", answer.pause());
        } else if (!answer.isSuccess()) {
            pull.leave(exchange, "HTTP " + answer.status() + explained(answer.status()), Duration.ZERO);
        } else {
            var tree = answer.tree();
            var records = records(tree, exchange.getProperty("records", String.class), answer.isXml());
            var more = exchange.getProperty("hasMore", "", String.class);
            boolean isLast = more.isBlank()
                    ? records.size() < pull.run(exchange).params().pageSize()
                    : !tree.at(more).asBoolean();
            pull.land(exchange, records, isLast);
        }
    }

    /** The records at a pointer: a list, or in XML the one there is. */
    private static List<JsonNode> records(JsonNode answer, String pointer, boolean isXml) {
        var found = answer.at(pointer);
        if (found.isMissingNode() && !isXml) { // XML has no empty list
            throw new PageUnusable("the answer has no " + pointer + ", where the route looks for records");
        }
        var records = new ArrayList<JsonNode>();
        if (found.isArray()) {
            found.forEach(records::add);
        } else if (found.isObject()) {
            records.add(found);
        }
        return records;
    }

    private String fill(Exchange exchange, String template, UnaryOperator<String> escape) {
        var run = pull.run(exchange);
        return template
                .replace("{cursor.at}", escape.apply(run.position().at()))
                .replace("{cursor.key}", escape.apply(run.position().key()))
                .replace("{limit}", String.valueOf(run.params().pageSize()));
    }

    private static String escaped(Exchange exchange, String text) {
        if (HttpAnswer.isXml(exchange)) {
            return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()); // of XML's own characters only
        }
        var quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String explained(int status) {
        return switch (status) {
            case 401, 403 -> ": the source refuses the credential in this route's headers";
            case 404 -> ": there is nothing at this route's url";
            default -> "";
        };
    }
}
