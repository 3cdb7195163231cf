package io.casehub.identity.matching;

import static io.casehub.identity.matching.Level.ALIKE;
import static io.casehub.identity.matching.Level.CLOSE;
import static io.casehub.identity.matching.Level.CROSSED;
import static io.casehub.identity.matching.Level.DIFFERENT;
import static io.casehub.identity.matching.Level.EXACT;
import static io.casehub.identity.matching.Level.INITIAL;
import static io.casehub.identity.matching.Level.NICKNAME;
import static io.casehub.identity.matching.Level.PART;
import static io.casehub.identity.matching.Level.SWAPPED;

import java.util.List;

/** What two records are compared in, with the levels of agreement it knows, best first. */
public enum Trait {
    GIVEN_NAME("givenName", Kind.NAME, EXACT, NICKNAME, PART, SWAPPED, CROSSED, CLOSE, INITIAL, ALIKE, DIFFERENT),
    SURNAME("surname", Kind.NAME, EXACT, PART, CLOSE, ALIKE, DIFFERENT),
    ORGANISATION("organisation", Kind.NAME, EXACT, PART, CLOSE, INITIAL, ALIKE, DIFFERENT),
    BIRTH_DATE("birthDate", Kind.BIRTH, EXACT, SWAPPED, CLOSE, PART, ALIKE, DIFFERENT),
    EMAIL("email", Kind.CONTACT, EXACT, CLOSE, PART, ALIKE, DIFFERENT),
    PHONE("phone", Kind.CONTACT, EXACT, CLOSE, DIFFERENT),
    STREET("street", Kind.ADDRESS, EXACT, CLOSE, PART, ALIKE, DIFFERENT),
    CITY("city", Kind.ADDRESS, EXACT, CLOSE, ALIKE, DIFFERENT),
    POSTCODE("postcode", Kind.ADDRESS, EXACT, CLOSE, PART, DIFFERENT),
    REGION("region", Kind.ADDRESS, EXACT, CLOSE, DIFFERENT),
    COUNTRY("country", Kind.ADDRESS, EXACT, DIFFERENT),
    NATIONAL_ID("nationalId", Kind.IDENTIFIER, EXACT, CLOSE, DIFFERENT),
    TAX_ID("taxId", Kind.IDENTIFIER, EXACT, CLOSE, DIFFERENT),
    /** One has placed the order that the other pays for, or has a case about. */
    ORDER("order", Kind.PURCHASE, EXACT),
    OTHER("other", Kind.OTHER, EXACT, CLOSE, ALIKE, DIFFERENT);

    static final Trait[] ALL = values();

    private final String word;
    private final Kind kind;
    private final List<Level> levels;

    Trait(String word, Kind kind, Level... levels) {
        this.word = word;
        this.kind = kind;
        this.levels = List.of(levels);
    }

    /** What it is called in {@code matching.yaml} and in answers. */
    public String word() {
        return word;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it says where, coarser or finer: who agrees in one of these agrees in all. */
    boolean isPlace() {
        return this == CITY || this == POSTCODE || this == REGION || this == COUNTRY;
    }

    List<Level> levels() {
        return levels;
    }

    /**
     * Traits that tend to go together, and so are one piece of evidence when it is asked how many there
     * are.
     */
    enum Kind {
        NAME,
        BIRTH,
        CONTACT,
        ADDRESS,
        IDENTIFIER,
        PURCHASE,
        OTHER
    }
}
