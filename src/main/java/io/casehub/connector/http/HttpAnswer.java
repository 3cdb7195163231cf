package io.casehub.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a system answered over HTTP.
 *
 * @param status the HTTP status, 0 where there is none
 * @param content at most 64 MB
 * @param isXml whether the route reads it as XML; else it is JSON
 * @param pause how long the system asks to be left alone, at least a second
 */
public record HttpAnswer(int status, byte[] content, boolean isXml, Duration pause) {

    private static final int LONGEST = 64_000_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final XmlMapper XML = new XmlMapper();

    /**
     * Reads it to its end.
     *
     * @throws IOException where it breaks off or is longer than the hub takes
     */
    public static HttpAnswer of(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        return new HttpAnswer(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class), content(message),
                isXml(exchange), pause(message));
    }

    /** Whether a route speaks XML: its property {@code contentType} says so. */
    public static boolean isXml(Exchange exchange) {
        return exchange.getProperty("contentType", "", String.class).contains("xml");
    }

    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** 429 and 503: it took nothing, and wants to be asked later. */
    public boolean asksForPause() {
        return status == 429 || status == 503;
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** @throws IOException where it is not what the route says it is */
    public JsonNode tree() throws IOException {
        try {
            return isXml ? XML.readTree(content) : ExactJson.mapper().readTree(content);
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is not " + (isXml ? "XML" : "JSON") + ": " + e.getOriginalMessage());
        }
    }

    private static byte[] content(Message message) throws IOException {
        var stream = message.getBody(InputStream.class);
        if (stream == null) {
            return new byte[0];
        }
        var content = stream.readNBytes(LONGEST + 1);
        if (content.length > LONGEST) {
            throw new IOException("the answer is longer than " + LONGEST + " bytes; ask for smaller pages");
        }
        return content;
    }

    private static Duration pause(Message message) {
        var seconds = message.getHeader("Retry-After", "", String.class);
        return seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : SHORTEST_PAUSE;
    }
}
