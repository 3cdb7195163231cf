package io.casehub.connector.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a field holds, by the words in its name. */
enum FieldKind {
    /** a code, key, time or amount: stays */
    CODE(Set.of("id", "ids", "key", "uuid", "guid", "code", "status", "state", "type", "kind", "priority", "severity",
            "category", "currency", "country", "language", "locale", "lang", "queue", "sku", "product", "item", "plan",
            "method", "carrier", "channel", "direction", "version", "sequence", "unit", "class", "role", "event",
            "field", "file", "filename", "mime", "content-type", "amount", "total", "price", "balance")),
    NUMBER(Set.of("iban", "bic", "account", "card", "pan", "vat", "tax", "ssn", "passport", "password", "secret", "token",
            "authorization", "session", "pin", "license", "licence")),
    PHONE(Set.of("phone", "tel", "telephone", "mobile", "cell", "fax")),
    BIRTH(Set.of("birth", "birthday", "birthdate", "dob", "born")),
    STREET(Set.of("street", "address", "addr", "line1", "line2", "address1", "address2", "city", "town", "zip", "postcode",
            "postal", "plz", "place", "district", "building")),
    WORDS(Set.of("description", "comment", "comments", "note", "notes", "subject", "title", "text", "body", "message",
            "content", "memo", "remark", "remarks", "summary", "html", "reason", "question", "answer")),
    NAME(Set.of("name", "firstname", "lastname", "surname", "forename", "given", "family", "first", "last", "middle",
            "nick", "nickname", "fullname", "full", "contact", "person", "company", "organisation", "organization", "firm",
            "owner", "assignee", "agent", "author", "creator", "user", "username", "login", "by", "customer", "requestor",
            "requester", "recipient", "sender", "from", "to", "cc", "salutation")),
    /** nothing is known of it */
    PLAIN(Set.of());

    private final Set<String> words;

    FieldKind(Set<String> words) {
        this.words = words;
    }

    /**
     * The kind of a field.
     *
     * @param around the kind of what it stands in: the name of a status is no person's
     */
    static FieldKind of(String name, FieldKind around) {
        var words = words(name);
        var found = Arrays.stream(values()).filter(kind -> words.stream().anyMatch(kind.words::contains))
                .findFirst().orElse(PLAIN);
        boolean isItsOwn = words.size() == 1 && found == CODE || found != PLAIN && !(found == NAME && around == CODE);
        return isItsOwn ? found : around;
    }

    /** Whether a whole number under such a name is somebody's and no code. */
    boolean coversNumbers() {
        return this == NUMBER || this == PHONE;
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
