package io.casehub.cases.participants;

import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerId;
import io.casehub.model.Email;
import io.casehub.model.Participant;
import io.casehub.model.Phone;
import java.util.Optional;

/**
 * How a case knows one participant from another, as one text: {@code customer:} and an id,
 * {@code caller:} and the name of his key or the subject of his token, {@code email:} or
 * {@code phone:} and his address, or {@code name:} and no more than that.
 */
public record Who(String text) {

    private static final int LONGEST = 400;

    /** What is longer is known by its beginning. */
    public Who {
        text = text.length() <= LONGEST
                ? text
                : text.substring(0,
                        text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))));
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("a participant has a name");
        }
    }

    public static Who customer(CustomerId id) {
        return new Who("customer:" + id);
    }

    /** @param name as the hub knows him when he calls it: {@code ada}, not {@code agent:ada} */
    public static Who caller(String name) {
        return new Who("caller:" + name);
    }

    public static Who at(ContactPoint contact) {
        return new Who(contact.type() + ":" + contact.value());
    }

    public static Who named(String name) {
        return new Who("name:" + name);
    }

    /** Somebody of an interaction: by his address, else by his name. */
    public static Who of(Participant person) {
        return Optional.ofNullable(person.address()).flatMap(Who::contact).map(Who::at)
                .orElseGet(() -> named(String.valueOf(person.address() == null ? person.name() : person.address())));
    }

    /** {@code customer}, {@code caller}, {@code email}, {@code phone} or {@code name}. */
    public String kind() {
        return text.substring(0, text.indexOf(':'));
    }

    public String value() {
        return text.substring(text.indexOf(':') + 1);
    }

    private static Optional<ContactPoint> contact(String address) {
        try {
            return Optional.of(address.startsWith("+") ? new Phone(address) : new Email(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
