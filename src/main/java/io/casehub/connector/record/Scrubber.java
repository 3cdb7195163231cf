package io.casehub.connector.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Takes people out of a record and leaves its shape. The same value becomes the same replacement
 * everywhere, so what belonged together still does; keys, codes, times and money stay. It goes by
 * the names of fields and the shapes of values: a person looks it over.
 */
public final class Scrubber {

    private Scrubber() {}

    /** The record with every person in it replaced by one who does not exist. */
    public static JsonNode scrub(JsonNode record) {
        return scrub(FieldKind.PLAIN, record);
    }

    private static JsonNode scrub(FieldKind kind, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var scrubbed = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> scrubbed.set(field.getKey(),
                        scrub(FieldKind.of(field.getKey(), kind), field.getValue())));
                yield scrubbed;
            }
            case ArrayNode list -> {
                var scrubbed = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> scrubbed.add(scrub(kind, item)));
                yield scrubbed;
            }
            case TextNode text -> TextNode.valueOf(text(kind, text.textValue()));
            default -> kind.coversNumbers() && value.isIntegralNumber()
                    ? JsonNodeFactory.instance.numberNode(Long.parseLong(Substitutes.digits(value.asText(), 1)))
                    : value;
        };
    }

    private static String text(FieldKind kind, String text) {
        if (text.isBlank() || Shapes.isTime(text) && kind != FieldKind.BIRTH) {
            return text;
        }
        var found = Shapes.replaced(text);
        if (!found.equals(text)) {
            return kind == FieldKind.WORDS ? Substitutes.words(found) : found;
        }
        return switch (kind) {
            case NAME -> Substitutes.names(text);
            case WORDS, STREET, POSTCODE -> Substitutes.words(Substitutes.digits(text, 0));
            case SECRET, NUMBER -> Substitutes.characters(text);
            case PHONE -> Substitutes.phone(text);
            case BIRTH -> Substitutes.date(text);
            case CODE -> text;
            case PLAIN -> isProse(text) ? Substitutes.words(text) : isTwoWords(text) ? Substitutes.names(text) : text;
        };
    }

    private static boolean isProse(String text) {
        return text.strip().split("\\s+").length > 3 && text.matches("(?s).*\\p{L}{2}.*");
    }

    /** What looks like a name where no field says so. */
    private static boolean isTwoWords(String text) {
        return text.strip().matches("\\p{Lu}[\\p{L}.'-]*(\\s+\\p{Lu}[\\p{L}.'-]*)+");
    }
}
