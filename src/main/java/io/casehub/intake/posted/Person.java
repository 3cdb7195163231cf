package io.casehub.intake.posted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.ContactPoint;
import io.casehub.model.Participant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody of an interaction, as the caller of the API names him; by at least one of the two. */
public record Person(@Nullable String name, @Nullable ContactPoint contact) {

    public Person {
        if (name == null && contact == null) {
            throw new IllegalArgumentException("a person has a name, an email or a phone");
        }
    }

    /** Whether an interaction names him so. */
    boolean is(Optional<Participant> other) {
        return other.filter(person -> contact == null
                ? person.address() == null && String.valueOf(name).equals(person.name())
                : contact.value().equals(person.address())).isPresent();
    }

    ObjectNode tree() {
        var json = JsonNodeFactory.instance.objectNode();
        if (name != null) {
            json.put("name", name);
        }
        return contact == null ? json : json.put(contact.type(), contact.value());
    }
}
