package io.casehub.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object somebody sent, read strictly: every field it has must be one the contract knows.
 */
final class Body {

    private static final ObjectReader STRICT = ExactJson.mapper().reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final int LONGEST_TIME = 50;
    private static final int LONGEST_ECHO = 100;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");
    /** By how far the clocks of callers may go ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final ObjectNode json;
    private final String path;

    /** @param path of it in the whole body, for what is wrong with it */
    private Body(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static Body of(byte @Nullable [] bytes, String... known) {
        return new Body(parse(bytes == null ? new byte[0] : bytes), "").refuseUnknown(known);
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** Whether a field is there to be taken away, as JSON merge patch has it. */
    boolean clears(String field) {
        return json.path(field).isNull();
    }

    Optional<String> text(String field, int longest) {
        if (!json.hasNonNull(field)) {
            return Optional.empty();
        }
        var text = json.path(field).isTextual() ? json.path(field).textValue().strip() : "";
        if (text.isEmpty() || text.length() > longest || text.indexOf('\u0000') >= 0) {
            throw new BadRequest(at(field) + " is text of 1 to " + longest + " characters");
        }
        return Optional.of(text);
    }

    String required(String field, int longest) {
        return text(field, longest).orElseThrow(() -> new BadRequest("the field " + at(field) + " is missing"));
    }

    /** A word of a code list but those named. */
    <E extends Enum<E> & CodeWord> Optional<E> word(String field, Class<E> list, Set<E> except) {
        return json.hasNonNull(field)
                ? Optional.of(CodeWord.find(list, json.path(field).asText()).filter(word -> !except.contains(word))
                        .orElseThrow(() -> new BadRequest(at(field) + " is one of " + Query.words(list).stream()
                                .filter(word -> except.stream().noneMatch(none -> none.word().equals(word)))
                                .toList())))
                : Optional.empty();
    }

    /** Whatever stands there; {@code null} where nothing does. */
    @Nullable
    JsonNode any(String field) {
        return json.hasNonNull(field) ? json.get(field) : null;
    }

    /** What stands under each name of an object, at most 100 of them; nothing where it is not given. */
    Map<String, JsonNode> object(String field) {
        var value = json.path(field);
        if (value.isMissingNode()) {
            return Map.of();
        }
        if (!value.isObject() || value.size() > 100) {
            throw new BadRequest(field + " is an object with at most 100 names");
        }
        var object = new LinkedHashMap<String, JsonNode>();
        value.properties().forEach(entry -> object.put(entry.getKey(), entry.getValue()));
        return object;
    }

    /** A whole number from 1, or the usual one where none is given. */
    int number(String field, int usual, int largest) {
        var value = json.path(field);
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > largest) {
            throw new BadRequest(field + " is a whole number from 1 to " + largest);
        }
        return value.intValue();
    }

    boolean flag(String field, boolean usual) {
        var value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new BadRequest(field + " is true or false");
        }
        return value.asBoolean(usual);
    }

    /** A time with its zone. */
    Optional<Instant> instant(String field) {
        return text(field, LONGEST_TIME).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            } catch (DateTimeException e) {
                throw new BadRequest(at(field) + " is a time with its zone, such as 2026-01-05T10:00:00Z");
            }
        });
    }

    /** A time that is not to come. */
    Optional<Instant> past(String field, Clock clock) {
        return instant(field).map(at -> {
            if (at.isAfter(clock.instant().plus(AHEAD))) {
                throw new BadRequest(at(field) + " lies in the future: look at its zone");
            }
            return at;
        });
    }

    /** A number, or the same as text; of as many digits as a person can read. */
    Optional<BigDecimal> decimal(String field) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if ((value.isNumber() || value.isTextual()) && DECIMAL.matcher(value.asText()).matches()) {
            return Optional.of(new BigDecimal(value.asText()));
        }
        throw new BadRequest(at(field) + " is a decimal number such as 0.71, with at most 12 digits before and behind "
                + "the point");
    }

    Optional<Boolean> choice(String field) {
        return json.hasNonNull(field) ? Optional.of(flag(field, false)) : Optional.empty();
    }

    List<String> texts(String field, int most) {
        var texts = new ArrayList<String>();
        for (var item : list(field, most)) {
            if (!item.isTextual()) {
                throw new BadRequest(at(field) + " is a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** An object within this one, read as strictly. */
    Optional<Body> object(String field, String... known) {
        return json.hasNonNull(field) ? Optional.of(within(at(field), json.path(field), known)) : Optional.empty();
    }

    List<Body> objects(String field, int most, String... known) {
        var objects = new ArrayList<Body>();
        for (var item : list(field, most)) {
            objects.add(within(at(field) + "[" + objects.size() + "]", item, known));
        }
        return objects;
    }

    /**
     * Reads each object of a list by itself: where one is wrong, what is to stand for it is made of its
     * {@code case} and of what is wrong, and the others are read all the same.
     */
    <T> List<T> attempts(String field, int most, Function<Body, T> read, BiFunction<String, String, T> otherwise) {
        var items = new ArrayList<T>();
        for (var item : list(field, most)) {
            try {
                if (!(item instanceof ObjectNode object)) {
                    throw new BadRequest("each of the " + field + " is a JSON object");
                }
                items.add(read.apply(new Body(object, "")));
            } catch (BadRequest e) {
                var named = item.path("case").asText("").replace("\u0000", "");
                items.add(otherwise.apply(named.substring(0, Math.min(named.length(), LONGEST_ECHO)),
                        String.valueOf(e.getMessage())));
            }
        }
        return items;
    }

    private JsonNode list(String field, int most) {
        var value = json.path(field);
        if (json.hasNonNull(field) && !value.isArray() || value.size() > most) {
            throw new BadRequest(at(field) + " is a list of at most " + most);
        }
        return value;
    }

    private static Body within(String path, JsonNode value, String... known) {
        if (!(value instanceof ObjectNode object)) {
            throw new BadRequest(path + " is a JSON object");
        }
        return new Body(object, path + ".").refuseUnknown(known);
    }

    private String at(String field) {
        return path + field;
    }

    Body refuseUnknown(String... known) {
        var names = Set.of(known);
        json.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new BadRequest("there is no field '" + at(name) + "' here; known are " + List.of(known));
            }
        });
        return this;
    }

    /** The same for bodies that mean the same. */
    @Override
    public String toString() {
        return json.toString();
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            if (STRICT.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw new BadRequest("the body is not a JSON object");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new BadRequest("the body is not JSON: look at "
                    + (at == null ? "its beginning" : "line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes at hand cannot be read", e);
        }
    }
}
