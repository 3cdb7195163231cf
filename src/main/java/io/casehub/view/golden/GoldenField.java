package io.casehub.view.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CodeWord;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What of a customer one value is chosen for. Its word is its name in {@code ownership.yaml} and in
 * answers.
 */
enum GoldenField implements CodeWord {
    KIND("kind", Shape.CODE),
    NAME("name", Shape.WORDS),
    GIVEN_NAME("givenName", Shape.WORDS),
    SURNAME("surname",
            Shape.WORDS),
    BIRTH_DATE("birthDate", Shape.CODE),
    LANGUAGE("language", Shape.WORDS),
    EMAIL("email",
            Shape.CONTACT),
    PHONE("phone", Shape.CONTACT),
    ADDRESS("address", Shape.PLACE);

    static final List<GoldenField> ALL = List.of(values());

    private static final List<String> PARTS = List.of("street", "postcode", "city", "country");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SPELLED_OUT = 2;

    private final String word;
    private final Shape shape;

    GoldenField(String word, Shape shape) {
        this.word = word;
        this.shape = shape;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether a record says one value at most; of contacts and addresses it may list several. */
    boolean isSingle() {
        return shape == Shape.CODE || shape == Shape.WORDS;
    }

    /** What a record says of it, as it stands there, in the record's own order. */
    List<JsonNode> said(ObjectNode record) {
        return switch (shape) {
            case CODE, WORDS -> Optional.ofNullable(record.get(word)).stream().toList();
            case CONTACT -> elements(record, "contacts").filter(contact -> contact.path("type").asText().equals(word))
                    .toList();
            case PLACE -> elements(record, "addresses").toList();
        };
    }

    /** The value alone, as an answer shows it: a text, or the parts of an address. */
    JsonNode value(JsonNode said) {
        return switch (shape) {
            case CODE, WORDS -> said;
            case CONTACT -> said.path("value");
            case PLACE -> ((ObjectNode) said.deepCopy()).retain(PARTS);
        };
    }

    /**
     * What two spellings of one value have in common: all but case and, in names and addresses, what
     * stands between words.
     */
    String key(JsonNode said) {
        return switch (shape) {
            case CODE -> said.asText();
            case CONTACT -> said.path("value").asText().toLowerCase(Locale.ROOT);
            case WORDS -> folded(said);
            case PLACE -> PARTS.stream().map(part -> folded(said.path(part))).collect(Collectors.joining("\n"));
        };
    }

    /**
     * How much a value says, to be compared with others of the field: the words of a name that are more
     * than an initial, the parts of an address. Of others none says more than another.
     */
    long fullness(JsonNode said) {
        return switch (shape) {
            case CODE, CONTACT -> 0;
            case WORDS -> BETWEEN_WORDS.splitAsStream(said.asText()).filter(part -> part.length() >= SPELLED_OUT)
                    .count();
            case PLACE -> PARTS.stream().filter(said::has).count();
        };
    }

    private static String folded(JsonNode text) {
        var given = Normalizer.normalize(text.asText(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var folded = BETWEEN_WORDS.matcher(given).replaceAll(" ").strip();
        return folded.isEmpty() ? given : folded;
    }

    private static Stream<JsonNode> elements(ObjectNode record, String list) {
        return StreamSupport.stream(record.path(list).spliterator(), false);
    }

    private enum Shape {
        CODE,
        WORDS,
        CONTACT,
        PLACE
    }
}
