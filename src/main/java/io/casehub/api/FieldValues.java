package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.types.FieldRule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the fields of a case, between JSON and the text that is stored. */
final class FieldValues {

    private FieldValues() {}

    /** Values by field, {@code null} for one to be taken away. */
    static Map<String, @Nullable String> of(Map<String, JsonNode> said) {
        var values = new LinkedHashMap<String, @Nullable String>();
        said.forEach((name, value) -> values.put(name, value.isNull() ? null : text(name, value)));
        return values;
    }

    /** The same of a case that is opened: there is nothing to take away yet. */
    static Map<String, String> filled(Map<String, JsonNode> said) {
        var values = new LinkedHashMap<String, String>();
        said.forEach((name, value) -> values.put(name, text(name, value)));
        return values;
    }

    static JsonNode json(FieldRule rule, String stored) {
        var json = JsonNodeFactory.instance;
        return switch (rule.kind()) {
            case NUMBER -> json.numberNode(new BigDecimal(stored));
            case BOOLEAN -> json.booleanNode(Boolean.parseBoolean(stored));
            case MONEY -> {
                var money = FieldRule.amount(stored);
                yield json.objectNode().put("amount", money.amount().toPlainString())
                        .put("currency", money.currency().getCurrencyCode());
            }
            case REFERENCE -> {
                int colon = stored.indexOf(':');
                yield json.objectNode().put("system", stored.substring(0, colon))
                        .put("key", stored.substring(colon + 1));
            }
            case TEXT, DATE, CHOICE -> json.textNode(stored);
        };
    }

    private static String text(String name, JsonNode value) {
        var text = switch (value.getNodeType()) {
            case STRING -> value.textValue().strip();
            case NUMBER -> value.decimalValue().toPlainString();
            case BOOLEAN -> value.asText();
            case OBJECT -> parts(name, value);
            default -> "";
        };
        if (text.isEmpty() || text.indexOf('\u0000') >= 0) {
            throw new BadRequest("the field " + name + " is text, a number, true or false, an amount or a reference");
        }
        return text;
    }

    private static String parts(String name, JsonNode value) {
        if (value.size() == 2 && value.path("amount").isTextual() && value.path("currency").isTextual()) {
            return value.path("amount").textValue() + " " + value.path("currency").textValue();
        }
        if (value.size() == 2 && value.path("system").isTextual() && value.path("key").isTextual()) {
            return value.path("system").textValue() + ":" + value.path("key").textValue();
        }
        throw new BadRequest("the field " + name + " is an object of amount and currency, or of system and key");
    }
}
