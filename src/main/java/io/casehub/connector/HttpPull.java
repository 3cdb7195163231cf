package io.casehub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.casehub.connector.PullRun.PageRepeats;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What the template {@code pull-http} does beside Camel: it writes the request and reads the
 * answer.
 */
@Component("httpPull")
class HttpPull {

    private static final int LARGEST_ANSWER = 64_000_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final XmlMapper XML = new XmlMapper();

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
        var message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status == 429 || status == 503) {
            pull.leave(exchange, "HTTP " + status + ": the source asks for a pause", pause(message));
        } else if (status < 200 || status > 299) {
            pull.leave(exchange, "HTTP " + status + explained(status), Duration.ZERO);
        } else {
            var answer = tree(exchange, bytes(message));
            var records = records(answer, exchange.getProperty("records", String.class), isXml(exchange));
            var more = exchange.getProperty("hasMore", "", String.class);
            boolean isLast = more.isBlank()
                    ? records.size() < pull.run(exchange).params().pageSize()
                    : !answer.at(more).asBoolean();
            pull.land(exchange, records, isLast);
        }
    }

    static JsonNode tree(Exchange exchange, byte[] answer) throws IOException {
        boolean isXml = isXml(exchange);
        try {
            return isXml ? XML.readTree(answer) : ExactJson.mapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new PageRepeats("the answer is not " + (isXml ? "XML" : "JSON") + ": " + e.getOriginalMessage());
        }
    }

    static byte[] bytes(Message message) throws IOException {
        var stream = message.getBody(InputStream.class);
        if (stream == null) {
            return new byte[0];
        }
        var bytes = stream.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw new IOException("the answer is longer than " + LARGEST_ANSWER + " bytes; ask for smaller pages");
        }
        return bytes;
    }

    /** The records at a pointer: a list, or in XML the one there is. */
    private static List<JsonNode> records(JsonNode answer, String pointer, boolean isXml) {
        var found = answer.at(pointer);
        if (found.isMissingNode() && !isXml) { // XML has no empty list
            throw new PageRepeats("the answer has no " + pointer + ", where the route looks for records");
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

    private static boolean isXml(Exchange exchange) {
        return exchange.getProperty("contentType", "", String.class).contains("xml");
    }

    private static String escaped(Exchange exchange, String text) {
        if (isXml(exchange)) {
            return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()); // of XML's own characters only
        }
        var quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Duration pause(Message message) {
        var seconds = message.getHeader("Retry-After", "", String.class);
        return seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : SHORTEST_PAUSE;
    }

    private static String explained(int status) {
        return switch (status) {
            case 401, 403 -> ": the source refuses the credential in this route's headers";
            case 404 -> ": there is nothing at this route's url";
            default -> "";
        };
    }
}
