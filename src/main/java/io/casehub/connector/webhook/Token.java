package io.casehub.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.http.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a call something stands that is neither record nor hint: a header, or a JSON pointer
 * into the body.
 *
 * @param prefix for a header of several parts ({@code t=17,v1=9f…}): what stands before the part
 */
record Token(String place, String prefix) {

    private static final int MOST = 20;

    /** Each time it stands there. */
    List<String> all(Call call) {
        if (isInBody()) {
            return pointed(call).stream().toList();
        }
        var part = Pattern.compile("(?:^|[,;\\s])" + Pattern.quote(prefix) + "([^,;\\s]+)");
        return call.header(place).stream()
                .flatMap(header -> part.matcher(header).results().map(found -> found.group(1)).limit(MOST))
                .toList();
    }

    Optional<String> first(Call call) {
        return all(call).stream().findFirst();
    }

    boolean isInBody() {
        return place.startsWith("/");
    }

    private Optional<String> pointed(Call call) {
        try {
            return Optional.of(Content.JSON.read(call.body()).at(place)).filter(JsonNode::isValueNode)
                    .filter(value -> !value.isNull()).map(JsonNode::asText);
        } catch (IOException e) {
            return Optional.empty(); // what is no JSON has nothing there; the body is looked at later
        }
    }
}
