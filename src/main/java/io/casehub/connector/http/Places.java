package io.casehub.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places in the texts of a route, {@code {cursor.at}} or {@code {/invoice/id}}, and what is put
 * into them. Braces around anything else are the text's own.
 */
public final class Places {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+(?:\\.[a-z]+)?|/[^{}]*)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*\\{[^\\[\\]]*}[^\\[\\]]*)]");

    private final Function<String, Optional<String>> values;

    private Places(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** Places by their names. */
    public static Places of(Map<String, String> values) {
        return new Places(name -> Optional.ofNullable(values.get(name)));
    }

    /**
     * Places that are JSON pointers into a record; one that is not there is empty. A record that is a
     * single value fills any.
     */
    public static Places of(JsonNode record) {
        return new Places(name -> !name.startsWith("/")
                ? Optional.empty()
                : Optional.of(record.isValueNode() ? record.asText() : record.at(name).asText("")));
    }

    /**
     * A URL with its places filled, each value encoded. A part in brackets is left out where a place in
     * it is empty: {@code /items?limit=50[&page_token={next}]}.
     */
    public String url(String template) {
        var parts = OPTIONAL.matcher(template).replaceAll(part -> Matcher.quoteReplacement(
                isEmptyIn(part.group(1)) ? "" : isKnownIn(part.group(1)) ? part.group(1) : part.group()));
        return fill(parts, text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** A text with its places filled, each value as it is to be written there. */
    public String fill(String template, UnaryOperator<String> written) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(
                values.apply(place.group(1)).map(written).orElse(place.group())));
    }

    /** A value as it is written between the quotes of a JSON text. */
    public static String inJson(String text) {
        var quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private boolean isEmptyIn(String part) {
        return PLACE.matcher(part).results().anyMatch(place -> values.apply(place.group(1)).filter(String::isEmpty)
                .isPresent());
    }

    private boolean isKnownIn(String part) {
        return PLACE.matcher(part).results().anyMatch(place -> values.apply(place.group(1)).isPresent());
    }
}
