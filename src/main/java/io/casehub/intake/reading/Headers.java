package io.casehub.intake.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header of a message or a part, read as far as it can be. */
final class Headers {

    private static final int LONGEST_LINE = 20_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_REPEATS = 100;
    private static final int MOST_ADDRESSES = 500;
    private static final int MOST_IDS = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()\\[\\]]{1,200}@[^\\s<>,;:\"()]{1,255}");
    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,300})>");
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Part part;

    Headers(Part part) {
        this.part = part;
    }

    /** Each value of a header, unfolded, its bytes made text, encoded words still encoded. */
    List<String> raw(String name) {
        try {
            var values = part.getHeader(name);
            return values == null
                    ? List.of()
                    : Arrays.stream(values).limit(MOST_REPEATS).map(Headers::unfold).toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    private static String unfold(String value) {
        var bounded = value.length() > LONGEST_LINE ? value.substring(0, LONGEST_LINE) : value;
        return TextDecoding.decodeHeader(bounded).replaceAll("\\r?\\n[ \\t]*", " ").strip();
    }

    /** The first that is not empty. */
    Optional<String> first(String name) {
        return raw(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    Optional<String> text(String name) {
        return first(name).map(EncodedWords::decode).map(text -> PlainText.line(text, LONGEST_TEXT)).filter(
                text -> !text.isEmpty());
    }

    Optional<Instant> date() {
        return first("Date").flatMap(Headers::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(new MailDateFormat().parse(text).toInstant()).filter(
                    date -> date.isAfter(EARLIEST) && date.isBefore(LATEST));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Message ids in angle brackets, without them, in their order, each once. */
    List<String> ids(String name) {
        var ids = new LinkedHashSet<String>();
        for (var value : raw(name)) {
            var found = ID.matcher(value);
            while (found.find() && ids.size() < MOST_IDS) {
                ids.add(PlainText.line(found.group(1), LONGEST_TEXT));
            }
        }
        return List.copyOf(ids);
    }

    ArrayNode addresses(String name) {
        var result = JsonNodeFactory.instance.arrayNode();
        for (var value : raw(name)) {
            for (var address : parse(value)) {
                var node = node(address);
                if (!node.isEmpty() && result.size() < MOST_ADDRESSES) {
                    result.add(node);
                }
            }
        }
        return result;
    }

    private static List<InternetAddress> parse(String value) {
        try {
            var addresses = new ArrayList<InternetAddress>();
            for (var address : InternetAddress.parseHeader(value, false)) {
                addresses.addAll(address.isGroup() ? List.of(members(address)) : List.of(address));
            }
            return addresses;
        } catch (AddressException | RuntimeException e) {
            return found(value);
        }
    }

    private static InternetAddress[] members(InternetAddress group) throws AddressException {
        var members = group.getGroup(false);
        return members == null ? new InternetAddress[0] : members;
    }

    /** Whatever looks like an address in a header that is none of the RFC's. */
    private static List<InternetAddress> found(String value) {
        return ADDRESS.matcher(value).results().limit(MOST_ADDRESSES).map(match -> {
            var address = new InternetAddress();
            address.setAddress(match.group());
            return address;
        }).toList();
    }

    private static ObjectNode node(InternetAddress parsed) {
        var node = JsonNodeFactory.instance.objectNode();
        var address = parsed.getAddress() == null ? "" : EncodedWords.decode(parsed.getAddress());
        var plain = ADDRESS.matcher(address);
        if (plain.find()) {
            node.put("address", PlainText.line(plain.group(), LONGEST_TEXT));
        }
        var personal = parsed.getPersonal() == null ? "" : parsed.getPersonal();
        var name = PlainText.line(EncodedWords.decode(personal), LONGEST_TEXT).replaceAll("^['\"]+|['\"]+$", "");
        if (!name.isBlank()) {
            node.put("name", name);
        } else if (node.isEmpty() && !address.isBlank()) {
            node.put("name", PlainText.line(address, LONGEST_TEXT));
        }
        return node;
    }
}
