package io.casehub.landscape.company;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The people and habits by which each system came to spell a customer as it does. */
final class Clerks {

    private Clerks() {}

    /** Entered by service agents: mostly right, umlauts kept, phones in every form. */
    static Appearance crm(Customer c, Chance chance, Instant changed) {
        var given = person(c.given(), 0.12, chance);
        return new Appearance(c.no(), "crm", "", c.person(), chance.in(0.06) ? Spelling.initial(given) : given,
                person(c.surname(), 0.12, chance), firm(c, 0.05, chance),
                chance.in(0.9) ? cased(c.emails().getFirst(), 0.1, chance) : null,
                c.emails().size() > 1 && chance.in(0.5) ? c.emails().getLast() : null,
                chance.in(0.65) ? c.phone().written(chance) : null, chance.in(0.6) ? c.mobile().written(chance) : null,
                address(c, 0.08, chance), c.vatId() != null && chance.in(0.8) ? blanks(c.vatId(), 0.25, chance) : null,
                c.person() && chance.in(0.55) ? c.birth() : null, c.language(), changed);
    }

    /**
     * Entered by order clerks on a green screen: umlauts spelled out, often capitals, an address that
     * got old.
     */
    static Appearance erp(Customer c, Chance chance, Instant changed) {
        var capitals = chance.in(0.25);
        return new Appearance(c.no(), "erp", "", c.person(), capital(person(c.given(), 0.7, chance), capitals),
                capital(person(c.surname(), 0.7, chance), capitals), capital(firm(c, 0.7, chance), capitals),
                chance.in(0.72) ? cased(chance.oneOf(c.emails()), 0.15, chance) : null, null,
                chance.in(0.75) ? c.phone().national() : null, null, address(c, 0.12, chance),
                c.vatId() != null && chance.in(0.85) ? blanks(c.vatId(), 0.5, chance) : null, null, c.language(),
                changed);
    }

    /** One line for the name, in whichever order; what the customer typed when paying. */
    static Appearance billing(Customer c, Chance chance, Instant changed) {
        var given = chance.in(0.12) ? Spelling.initial(c.given()) : person(c.given(), 0.3, chance);
        var surname = person(c.surname(), 0.3, chance);
        var ordered = chance.in(0.35);
        return new Appearance(c.no(), "billing", "", c.person(), ordered ? null : given,
                ordered ? surname + ", " + given : surname, firm(c, 0.3, chance),
                chance.in(0.8) ? cased(chance.oneOf(c.emails()), 0.05, chance) : null, null,
                chance.in(0.5) ? chance.oneOf(c.phone(), c.mobile()).written(chance) : null, null,
                address(c, 0.06, chance),
                null, null, c.language(), changed);
    }

    /** What stood on the parcel; the current address, or the parcel would not arrive. */
    static Appearance shipping(Customer c, Chance chance, Instant changed) {
        return new Appearance(c.no(), "shipping", "", c.person(), person(c.given(), 0.4, chance),
                person(c.surname(), 0.4, chance), firm(c, 0.4, chance), chance.in(0.7) ? c.emails().getFirst() : null,
                null,
                chance.in(0.6) ? c.mobile().international() : null, null, address(c, 0, chance), null, null,
                c.language(),
                changed);
    }

    private static String person(String name, double plain, Chance chance) {
        var written = chance.in(0.015) ? Spelling.mistyped(name, chance) : name;
        if (!chance.in(plain))
            return written;
        return chance.in(0.8) ? Spelling.transliterated(written) : Spelling.bare(written);
    }

    private static @Nullable String firm(Customer c, double plain, Chance chance) {
        if (c.firm() == null)
            return null;
        var written = c.firm().written(chance);
        return chance.in(plain) ? Spelling.transliterated(written) : written;
    }

    private static Address address(Customer c, double former, Chance chance) {
        var address = chance.in(former) ? c.formerAddress() : c.address();
        return address.withStreet(Spelling.street(address.street(), chance));
    }

    private static String cased(String mail, double odd, Chance chance) {
        if (!chance.in(odd))
            return mail;
        return chance.in(0.4)
                ? mail.toUpperCase(Locale.ROOT)
                : Character.toUpperCase(mail.charAt(0)) + mail.substring(1);
    }

    private static @Nullable String capital(@Nullable String words, boolean capitals) {
        return words == null || !capitals ? words : words.toUpperCase(Locale.GERMAN);
    }

    private static String blanks(String vatId, double odd, Chance chance) {
        return chance.in(odd) ? vatId.replaceFirst("^([A-Z]+)", "$1 ").replaceAll("(\\d{3})(?=\\d)", "$1 ") : vatId;
    }
}
