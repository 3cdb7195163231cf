package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.model.Email;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * What mappings may call beyond JSLT's own functions: where JSLT is lenient or inexact (dates,
 * money) or has nothing (telephone numbers). All answer {@code null} to {@code null}. Documented
 * for mapping authors in {@code docs/add-a-connector.md}.
 */
final class HubFunctions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final int LONGEST_SCALE = 100;
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private HubFunctions() {}

    static List<Function> all() {
        return List.of(
                one("email", HubFunctions::email),
                two("phone", HubFunctions::phone),
                two("local-time", HubFunctions::localTime),
                two("strict-date", HubFunctions::strictDate),
                two("money", HubFunctions::money),
                two("minor-units", HubFunctions::minorUnits),
                one("base64", HubFunctions::base64),
                refused("now"), refused("random"), refused("uuid"));
    }

    /** A mail address in lower case, or null where the text is none. */
    private static JsonNode email(JsonNode text) {
        try {
            return JSON.textNode(new Email(text.asText()).value());
        } catch (IllegalArgumentException e) {
            return NullNode.instance;
        }
    }

    /**
     * A telephone number as E.164, read as people of the region (ISO 3166-1) write it, or null where it
     * is none.
     */
    private static JsonNode phone(JsonNode text, JsonNode region) {
        try {
            var number = PHONES.parse(text.asText(), region.isNull() ? null : region.asText());
            return PHONES.isPossibleNumber(number)
                    ? JSON.textNode(PHONES.format(number, PhoneNumberFormat.E164))
                    : NullNode.instance;
        } catch (NumberParseException e) {
            return NullNode.instance;
        }
    }

    /**
     * A time without zone ({@code 2026-01-05T10:00:00} or with a blank) as the instant it is in a zone.
     */
    private static JsonNode localTime(JsonNode text, JsonNode zone) {
        var time = LocalDateTime.parse(text.asText().strip().replace(' ', 'T'));
        return JSON.textNode(time.atZone(ZoneId.of(zone.asText())).toInstant().toString());
    }

    /**
     * A date in a pattern of {@link DateTimeFormatter}; 31 February is refused, not made into March.
     */
    private static JsonNode strictDate(JsonNode text, JsonNode pattern) {
        var format = DateTimeFormatter.ofPattern(pattern.asText().replace("yyyy", "uuuu"), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        return JSON.textNode(LocalDate.parse(text.asText().strip(), format).toString());
    }

    /** An amount, as a number or as plain decimal text, with its currency. */
    private static JsonNode money(JsonNode amount, JsonNode currency) {
        return money(decimal(amount), Currency.getInstance(currency.asText().strip()));
    }

    /** An amount in cents (or what the currency has), with its currency. */
    private static JsonNode minorUnits(JsonNode amount, JsonNode currency) {
        var unit = Currency.getInstance(currency.asText().strip());
        return money(decimal(amount).movePointLeft(unit.getDefaultFractionDigits()), unit);
    }

    /** A text's UTF-8 in Base64, as headers of authentication want it. */
    private static JsonNode base64(JsonNode text) {
        return JSON.textNode(Base64.getEncoder().encodeToString(text.asText().getBytes(StandardCharsets.UTF_8)));
    }

    private static BigDecimal decimal(JsonNode amount) {
        var decimal = new BigDecimal(amount.asText().strip());
        if (Math.abs((long) decimal.scale()) > LONGEST_SCALE) { // 1e999999999 written out would fill the memory
            throw new IllegalArgumentException("not an amount of money");
        }
        return decimal;
    }

    private static JsonNode money(BigDecimal amount, Currency currency) {
        return JSON.objectNode().put("amount", amount.toPlainString()).put("currency", currency.getCurrencyCode());
    }

    private static Function one(String name, UnaryOperator<JsonNode> body) {
        return new HubFunction(name, 1, arguments -> body.apply(arguments[0]));
    }

    private static Function two(String name, BinaryOperator<JsonNode> body) {
        return new HubFunction(name, 2, arguments -> body.apply(arguments[0], arguments[1]));
    }

    /** A mapping that looks at the clock or throws dice cannot be repeated. */
    private static Function refused(String name) {
        return new HubFunction(name, 0, arguments -> {
            throw new JsltException(name + "() is not for mappings: the same payload must give the same record");
        });
    }

    private record HubFunction(String name, int arity, java.util.function.Function<JsonNode[], JsonNode> body)
            implements
            Function {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return arity;
        }

        @Override
        public int getMaxArguments() {
            return arity;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            if (arity > 0 && arguments[0].isNull()) {
                return NullNode.instance;
            }
            try {
                return body.apply(arguments);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new JsltException(name + "(" + arguments[0] + "): " + e.getMessage());
            }
        }
    }
}
