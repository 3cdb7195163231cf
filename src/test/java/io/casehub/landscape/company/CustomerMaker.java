package io.casehub.landscape.company;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes the customers one after another. Some are relatives of the one before, so that there are
 * pairs that look the same and are not: a son with his father's name and address, a couple with one
 * telephone, two firms with one switchboard.
 */
final class CustomerMaker {

    private static final int HOUSES_IN_A_STREET = 90;

    private final long seed;
    private final List<Country> countries = Country.all();
    private final Set<String> takenMails = new HashSet<>();
    private final List<Customer> made = new ArrayList<>();
    private @Nullable Customer lastPerson;
    private @Nullable Customer lastFirm;

    CustomerMaker(long seed) {
        this.seed = seed;
    }

    List<Customer> make(int count) {
        for (var no = 1; no <= count; no++) {
            var customer = one(no, Chance.of(seed, "customer", no));
            if (customer.person())
                lastPerson = customer;
            else
                lastFirm = customer;
            made.add(customer);
        }
        return List.copyOf(made);
    }

    private Customer one(int no, Chance chance) {
        if (no % 67 == 9 && lastPerson != null)
            return child(no, lastPerson, chance);
        if (no % 41 == 7 && lastPerson != null)
            return partner(no, lastPerson, chance);
        if (no % 89 == 11 && lastFirm != null)
            return sister(no, lastFirm, chance);
        return stranger(no, chance.in(0.75), chance);
    }

    private Customer stranger(int no, boolean person, Chance chance) {
        var country = chance.oneOf(countries);
        var city = chance.oneOf(country.cities());
        var given = given(country, chance);
        var surname = chance.oneOf(country.surnames());
        var birth = LocalDate.of(chance.between(1940, 2004), chance.between(1, 12), chance.between(1, 28));
        var firm = person ? null : firm(country, surname, city, chance);
        var mails = firm == null
                ? personalMails(country, given, surname, birth, chance)
                : firmMails(firm, given, surname);
        var former = chance.oneOf(country.cities());
        return new Customer(no, given, surname, firm, address(country, city, chance), address(country, former, chance),
                mails, landline(country, city, chance), mobile(country, chance),
                firm == null ? null : VatIds.of(country.vat(), chance), birth, country.language());
    }

    private Customer child(int no, Customer parent, Chance chance) {
        var country = home(parent);
        var birth = parent.birth().plusYears(chance.between(23, 34)).plusDays(chance.below(300));
        return new Customer(no, parent.given(), parent.surname(), null, parent.address(), parent.formerAddress(),
                personalMails(country, parent.given(), parent.surname(), birth, chance),
                landline(country, chance.oneOf(country.cities()), chance), mobile(country, chance), null, birth,
                country.language());
    }

    private Customer partner(int no, Customer other, Chance chance) {
        var country = home(other);
        var given = chance.oneOf(country.women().contains(other.given()) ? country.men() : country.women());
        var birth = other.birth().plusDays(chance.between(-1500, 1500));
        return new Customer(no, given, other.surname(), null, other.address(), other.formerAddress(),
                personalMails(country, given, other.surname(), birth, chance), other.phone(), mobile(country, chance),
                null,
                birth, country.language());
    }

    private Customer sister(int no, Customer other, Chance chance) {
        var country = home(other);
        var family = String.valueOf(other.firm() == null ? other.surname() : other.firm().name());
        var firm = new Firm(family + " " + chance.oneOf("Service", "Holding", "Immobilien", "Nord"),
                chance.oneOf(country.forms()));
        var surname = chance.oneOf(country.surnames());
        return new Customer(no, given(country, chance), surname, firm, other.address(), other.formerAddress(),
                List.of(other.emails().getFirst()), other.phone(), mobile(country, chance),
                VatIds.of(country.vat(), chance), other.birth(), country.language());
    }

    private static String given(Country country, Chance chance) {
        return chance.oneOf(chance.in(0.5) ? country.women() : country.men());
    }

    private static Firm firm(Country country, String surname, Country.City city, Chance chance) {
        var trade = chance.oneOf(country.trades());
        var name = switch (chance.below(3)) {
            case 0 -> trade + " " + surname;
            case 1 -> surname + " " + trade;
            default -> trade + " " + city.name().replaceFirst(" .*", "") + " " + surname;
        };
        return new Firm(name, chance.oneOf(country.forms()));
    }

    private List<String> personalMails(Country country, String given, String surname, LocalDate birth, Chance chance) {
        var g = Spelling.mailPart(given);
        var s = Spelling.mailPart(surname);
        var local = switch (chance.below(4)) {
            case 0 -> g + "." + s;
            case 1 -> g.charAt(0) + "." + s;
            case 2 -> s + "." + g;
            default -> g + s + birth.getYear() % 100;
        };
        var mails = new ArrayList<>(List.of(untaken(local, chance.oneOf(country.mailHosts()))));
        if (chance.in(0.35))
            mails.add(untaken(g + "." + s, "buero-" + s.replace(".", "") + ".example"));
        return List.copyOf(mails);
    }

    private List<String> firmMails(Firm firm, String given, String surname) {
        var host = Spelling.mailPart(firm.name().replace(' ', '.')).replaceAll("\\.+", "-") + ".example";
        return List.of(untaken("info", host),
                untaken(Spelling.mailPart(given) + "." + Spelling.mailPart(surname), host));
    }

    private String untaken(String local, String host) {
        var mail = local + "@" + host;
        for (var n = 2; !takenMails.add(mail); n++)
            mail = local + n + "@" + host;
        return mail;
    }

    private static Address address(Country country, Country.City city, Chance chance) {
        var street = chance.oneOf(country.streets());
        var number = chance.between(1, HOUSES_IN_A_STREET);
        var frontNumber = country.code().equals("FR") || country.code().equals("GB");
        return new Address(frontNumber ? number + " " + street : street + " " + number, city.zip(), city.name(),
                country.code());
    }

    private static Phone landline(Country country, Country.City city, Chance chance) {
        return new Phone(country.dial(), country.trunk(), city.area(), chance.digits(city.digits()));
    }

    private static Phone mobile(Country country, Chance chance) {
        return new Phone(country.dial(), country.trunk(), chance.oneOf(country.mobile()),
                chance.digits(country.mobileDigits()));
    }

    private Country home(Customer customer) {
        return countries.stream().filter(c -> c.code().equals(customer.address().country())).findFirst().orElseThrow();
    }
}
