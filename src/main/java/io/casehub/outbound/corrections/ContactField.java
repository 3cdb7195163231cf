package io.casehub.outbound.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.model.Address;
import io.casehub.model.CodeWord;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may correct of a customer. Its word is its name in requests, in
 * {@code ownership.yaml} and in answers.
 */
public enum ContactField implements CodeWord {
    NAME("name", "name"),
    GIVEN_NAME("givenName", "name"),
    SURNAME("surname", "name"),
    EMAIL("email", "contacts"),
    PHONE("phone", "contacts"),
    ADDRESS("address", "addresses");

    public static final List<ContactField> ALL = List.of(values());

    private final String word;
    private final String claim;

    ContactField(String word, String claim) {
        this.word = word;
        this.claim = claim;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * Whether a connector that owns this ({@code customer.contacts}, {@code customer.email}) owns the
     * field.
     */
    public boolean isClaimedBy(String owned) {
        return owned.equals("customer." + claim) || owned.equals("customer." + word);
    }

    /**
     * All that a record says of it: a text, or a list in a fixed order; JSON null where it says
     * nothing.
     */
    JsonNode said(CustomerRecord record) {
        return switch (this) {
            case NAME -> text(record.name());
            case GIVEN_NAME -> text(record.givenName());
            case SURNAME -> text(record.surname());
            case EMAIL, PHONE -> contacts(record);
            case ADDRESS -> addresses(record);
        };
    }

    /** Whether a record says it by now, be it among others. */
    boolean isSaid(CustomerRecord record, JsonNode wanted) {
        var said = said(record);
        return switch (this) {
            case NAME, GIVEN_NAME, SURNAME -> isSame(said, wanted);
            case EMAIL, PHONE -> stream(said).anyMatch(value -> isSame(value, wanted));
            // a system keeps the parts it was not told
            case ADDRESS -> stream(said).anyMatch(address -> wanted.properties().stream()
                    .allMatch(part -> isSame(address.path(part.getKey()), part.getValue())));
        };
    }

    private ArrayNode contacts(CustomerRecord record) {
        var list = JsonNodeFactory.instance.arrayNode();
        record.contacts().stream().filter(contact -> contact.type().equals(word)).map(ContactPoint::value).sorted()
                .forEach(list::add);
        return list;
    }

    private static ArrayNode addresses(CustomerRecord record) {
        var list = JsonNodeFactory.instance.arrayNode();
        record.addresses().stream().map(ContactField::json).forEach(list::add);
        return list;
    }

    /** An address as the canonical form writes it: without the parts it does not have. */
    public static ObjectNode json(Address address) {
        var json = JsonNodeFactory.instance.objectNode();
        put(json, "street", address.street());
        put(json, "postcode", address.postcode());
        put(json, "city", address.city());
        put(json, "country", address.country());
        return json;
    }

    private static void put(ObjectNode json, String part, @Nullable String value) {
        if (value != null) {
            json.put(part, value);
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.asText().strip().equalsIgnoreCase(other.asText().strip());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode text(@Nullable String value) {
        return Optional.ofNullable(value).<JsonNode>map(TextNode::valueOf)
                .orElse(JsonNodeFactory.instance.nullNode());
    }
}
