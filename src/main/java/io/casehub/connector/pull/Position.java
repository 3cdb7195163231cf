package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.mapping.ExactJson;
import org.jspecify.annotations.Nullable;

/**
 * Where a route stands in its source: its cursor.
 *
 * @param at the time behind which it reads, as the source writes it; empty where it needs none
 * @param key the key behind which it reads: text, or a number where the source's is one
 * @param page the page to come of a reading that is under way and counts pages or records or
 * follows links
 * @param began when the reading that is under way began, by the source's clock
 * @param finished when a reading of everything began that is over: the next one begins anew
 */
record Position(String at, JsonNode key, @Nullable String page, @Nullable String began, @Nullable String finished) {

    static Position at(String at, String key) {
        return new Position(at, key(key), null, null, null);
    }

    /** Behind which a reading begins that the one before leaves to it. */
    Position anew(String since) {
        return new Position(since, key, null, null, null);
    }

    static Position finished(@Nullable String began) {
        return new Position("", TextNode.valueOf(""), null, null, began == null ? "" : began);
    }

    /** Reads a cursor; what it does not say is as at the beginning. */
    static Position parse(String cursor, Position beginning) {
        var json = ExactJson.parse(cursor);
        return new Position(json.path("at").asText(beginning.at), json.has("key") ? json.path("key") : beginning.key,
                text(json.path("page")), text(json.path("began")), text(json.path("finished")));
    }

    Position at(String at) {
        return new Position(at, key, page, began, finished);
    }

    Position behind(String at, JsonNode key) {
        return new Position(at, key, null, began, null);
    }

    Position page(String page) {
        return new Position(at, key, page, began, null);
    }

    Position began(String moment) {
        return new Position(at, key, page, moment, finished);
    }

    boolean isFinished() {
        return finished != null;
    }

    /** Whether both stand behind the same record. */
    boolean isSamePlace(Position other) {
        return at.equals(other.at) && key.asText().equals(other.key.asText());
    }

    String text() {
        var json = JsonNodeFactory.instance.objectNode();
        if (finished != null) {
            return json.put("finished", finished).toString();
        }
        if (!at.isEmpty()) {
            json.put("at", at);
        }
        if (!key.asText().isEmpty()) {
            json.set("key", key);
        }
        if (page != null) {
            json.put("page", page);
        }
        if (began != null) {
            json.put("began", began);
        }
        return json.toString();
    }

    /** A key somebody wrote: a whole number where it looks like one. */
    static JsonNode key(String text) {
        return text.matches("-?(0|[1-9][0-9]{0,17})")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : TextNode.valueOf(text);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() ? null : value.asText();
    }
}
