package io.casehub.connector.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a field holds, by the words in its name. */
enum FieldKind {
    /** nobody's business, whatever else the name says */
    SECRET(Set.of("password", "passwd", "secret", "token", "authorization", "session", "cookie", "apikey", "iban",
            "ssn",
            "passport", "vat", "pan", "pin", "license", "licence")),
    POSTCODE(
            Set.of("zip", "zipcode", "postcode", "postal", "plz")),
    /** a code, key, time or amount: stays */
    CODE(Set.of("id", "ids", "key", "uuid", "guid", "code", "status", "state", "type", "kind", "priority", "severity",
            "category", "currency", "country", "language", "locale", "lang", "queue", "sku", "product", "item", "plan",
            "method", "carrier", "channel", "direction", "version", "sequence", "unit", "class", "role", "event",
            "field", "file", "filename", "mime", "amount", "total", "price", "balance")),
    NUMBER(
            Set.of("bic", "account", "card", "tax")),
    PHONE(Set.of("phone", "tel", "telephone", "mobile",
            "cell", "fax")),
    BIRTH(Set.of("birth", "birthday", "birthdate", "dob", "born")),
    STREET(
            Set.of("street", "address", "addr", "line1", "line2", "address1", "address2",
                    "city", "town", "place",
                    "district", "building")),
    WORDS(
            Set.of("description", "comment", "comments", "note", "notes",
                    "subject", "title", "text", "body", "message",
                    "content", "memo", "remark", "remarks", "summary", "html",
                    "reason", "question", "answer")),
    NAME(
            Set.of("name", "firstname", "lastname", "surname",
                    "forename", "nick", "nickname", "fullname",
                    "contact", "person", "company",
                    "organisation", "organization", "firm",
                    "owner", "assignee", "agent", "author",
                    "creator", "user", "username", "login",
                    "by", "customer", "requestor",
                    "requester", "recipient", "sender",
                    "salutation")),
    /** nothing is known of it */
    PLAIN(Set.of());

    /** Words of a name that mean a person only where they are all of it. */
    private static final Set<String> ALONE = Set.of("first", "last", "middle", "full", "given", "family", "from", "to",
            "cc");

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
        if (words.isEmpty()) {
            return around; // the text of an XML element that has attributes
        }
        var found = ALONE.containsAll(words)
                ? NAME
                : Arrays.stream(values())
                        .filter(kind -> words.stream().anyMatch(kind.words::contains)).findFirst().orElse(PLAIN);
        boolean isInherited = found == PLAIN && around != NAME || found == NAME && around == CODE;
        return isInherited ? around : found;
    }

    /** Whether a whole number under such a name is somebody's and no code. */
    boolean coversNumbers() {
        return this == SECRET || this == NUMBER || this == PHONE;
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
