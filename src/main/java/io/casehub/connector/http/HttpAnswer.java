package io.casehub.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a system answered over HTTP.
 *
 * @param status the HTTP status, 0 where there is none
 * @param content at most 64 MB
 * @param isXml whether the route reads it as XML; else it is JSON
 * @param pause how long the system asks to be left alone, at least a second
 * @param date the system's own clock, where it shows it
 * @param following the link to the page behind in its header {@code Link} (RFC 8288)
 */
public record HttpAnswer(int status, byte[] content, boolean isXml, Duration pause, Optional<Instant> date,
        Optional<String> following) {

    private static final int LONGEST = 64_000_000;
    private static final int CHUNK = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SLOWEST_PER_SECOND = 1024;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Pattern NEXT_LINK = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    /**
     * Reads it to its end.
     *
     * @throws IOException where it breaks off, drips, or is longer than the hub takes
     */
    public static HttpAnswer of(Exchange exchange, boolean isXml) throws IOException {
        var message = exchange.getMessage();
        return new HttpAnswer(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class), content(message),
                isXml, pause(message), time(header(message, "Date")), next(header(message, "Link")));
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
            return (isXml ? Content.XML : Content.JSON).read(content);
        } catch (IOException e) {
            throw new IOException("the answer " + e.getMessage());
        }
    }

    private static byte[] content(Message message) throws IOException {
        try (var stream = message.getBody(InputStream.class)) {
            return stream == null ? new byte[0] : content(stream, PATIENCE);
        }
    }

    /** A system that drips would hold its route for ever, though no single read takes long. */
    static byte[] content(InputStream stream, Duration patience) throws IOException {
        var content = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        long began = System.nanoTime();
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            content.write(chunk, 0, read);
            if (content.size() > LONGEST) {
                throw new IOException("the answer is longer than " + LONGEST + " bytes; ask for smaller pages");
            }
            var taken = Duration.ofNanos(System.nanoTime() - began);
            if (taken.compareTo(patience) > 0 && content.size() < taken.toSeconds() * SLOWEST_PER_SECOND) {
                throw new IOException("the answer drips: " + content.size() + " bytes in " + taken.toSeconds() + " s");
            }
        }
        return content.toByteArray();
    }

    private static String header(Message message, String name) {
        return message.getHeader(name, "", String.class);
    }

    private static Duration pause(Message message) {
        var asked = header(message, "Retry-After").strip();
        var pause = asked.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(asked))
                : time(asked).map(until -> Duration.between(Instant.now(), until)).orElse(SHORTEST_PAUSE);
        return pause.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> next(String links) {
        return NEXT_LINK.matcher(links).results().map(link -> link.group(1)).findFirst();
    }
}
