package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.model.Money;
import io.casehub.model.SourceRef;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and collects what is wrong with them, so that a mapping's
 * author sees all faults of a record at once. A required field that is missing yields a stand-in of
 * its type: whoever reads must look at the faults before using the result.
 */
final class Fields {

    private final JsonNode object;
    private final String path;
    private final String system;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode object, String path, String system, List<Fault> faults) {
        this.object = object;
        this.path = path;
        this.system = system;
        this.faults = faults;
        if (path.isEmpty() && !object.isObject()) {
            faults.add(new Fault("output", "must be an object"));
        }
    }

    @Nullable
    String text(String name) {
        var value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isValueNode()) {
            fault(name, "must be text");
            return null;
        }
        return value.asText().isBlank() ? null : value.asText();
    }

    String requiredText(String name) {
        var text = text(name);
        return text == null ? missing(name, "-") : text;
    }

    long number(String name, long otherwise) {
        var value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        try {
            return new BigDecimal(value.asText().strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            fault(name, "must be a whole number");
            return otherwise;
        }
    }

    boolean flag(String name) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            fault(name, "must be true or false");
        }
        return value.asBoolean();
    }

    /** As {@link #flag}, where it matters that nothing was said. */
    @Nullable
    Boolean choice(String name) {
        return value(name).isMissingNode() ? null : flag(name);
    }

    @Nullable
    BigDecimal decimal(String name) {
        return parse(name, "must be a decimal number", text -> new BigDecimal(text.strip()));
    }

    BigDecimal requiredDecimal(String name) {
        var decimal = decimal(name);
        return decimal == null ? missing(name, BigDecimal.ZERO) : decimal;
    }

    @Nullable
    Instant instant(String name) {
        return parse(name, "must be a time with its zone, such as 2026-01-05T10:00:00Z",
                text -> OffsetDateTime.parse(text).toInstant());
    }

    Instant requiredInstant(String name) {
        var instant = instant(name);
        return instant == null ? missing(name, Instant.EPOCH) : instant;
    }

    @Nullable
    LocalDate date(String name) {
        return parse(name, "must be a date, such as 2026-01-05", LocalDate::parse);
    }

    LocalDate requiredDate(String name) {
        var date = date(name);
        return date == null ? missing(name, LocalDate.EPOCH) : date;
    }

    <E extends Enum<E> & CodeWord> @Nullable E code(String name, Class<E> list) {
        return parse(name, "must be one of " + Arrays.stream(list.getEnumConstants()).map(CodeWord::word)
                .collect(Collectors.joining(", ")), word -> CodeWord.of(list, word));
    }

    <E extends Enum<E> & CodeWord> E requiredCode(String name, Class<E> list) {
        var code = code(name, list);
        return code == null ? missing(name, list.getEnumConstants()[0]) : code;
    }

    @Nullable
    Money money(String name) {
        return object(name, fields -> new Money(fields.requiredDecimal("amount"),
                fields.make("currency", () -> Currency.getInstance(fields.requiredText("currency")),
                        Currency.getInstance("XXX"))));
    }

    Money requiredMoney(String name) {
        var money = money(name);
        return money == null ? missing(name, new Money(BigDecimal.ZERO, Currency.getInstance("XXX"))) : money;
    }

    /**
     * A reference to a record of another entity; the system is this record's own where it is left out.
     */
    @Nullable
    SourceRef reference(String name, Entity entity) {
        return object(name, fields -> {
            var named = fields.text("system");
            var key = fields.requiredText("key");
            return new SourceRef(named == null ? system : named, entity, key);
        });
    }

    SourceRef requiredReference(String name, Entity entity) {
        var reference = reference(name, entity);
        return reference == null ? missing(name, new SourceRef(system, entity, "-")) : reference;
    }

    <T> @Nullable T object(String name, Function<Fields, T> reader) {
        var value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        return read(value, name, reader);
    }

    <T> List<T> list(String name, Function<Fields, T> reader) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isArray()) {
            fault(name, "must be a list");
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < value.size(); i++) {
            var item = read(value.get(i), name + "[" + i + "]", reader);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    List<String> texts(String name) {
        var value = value(name);
        var texts = new ArrayList<String>();
        value.forEach(item -> texts.add(item.asText()));
        if (!value.isMissingNode() && (!value.isArray() || texts.stream().anyMatch(String::isBlank))) {
            fault(name, "must be a list of texts");
        }
        return texts;
    }

    /** What a constructor makes, or the stand-in and a fault with the constructor's sentence. */
    <T> T make(String name, Supplier<T> maker, T standIn) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            if (!isFaulty(name)) {
                fault(name, e.getMessage() == null ? "is not valid" : e.getMessage());
            }
            return standIn;
        }
    }

    /** A field nobody reads is a slip of the pen in the mapping. */
    void refuseUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "is no field here (docs/canonical.md has the list)");
            }
        });
    }

    void fault(String name, String what) {
        faults.add(new Fault(at(name), what));
    }

    private <T> @Nullable T read(JsonNode value, String name, Function<Fields, T> reader) {
        if (!value.isObject()) {
            fault(name, "must be an object");
            return null;
        }
        var fields = new Fields(value, at(name), system, faults);
        try {
            var result = reader.apply(fields);
            fields.refuseUnknown();
            return result;
        } catch (IllegalArgumentException e) {
            fault(name, e.getMessage() == null ? "is not valid" : e.getMessage());
            return null;
        }
    }

    private <T> @Nullable T parse(String name, String complaint, Function<String, T> parser) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            fault(name, complaint + ", and is \"" + text + "\"");
            return null;
        }
    }

    private <T> T missing(String name, T standIn) {
        if (!isFaulty(name)) {
            fault(name, "is missing");
        }
        return standIn;
    }

    private boolean isFaulty(String name) {
        return faults.stream().anyMatch(fault -> fault.where().equals(at(name)));
    }

    private JsonNode value(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null || value.isNull() ? MissingNode.getInstance() : value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
