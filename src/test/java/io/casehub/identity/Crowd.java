package io.casehub.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Arrivals.Arrival;
import io.casehub.identity.PeopleGenerator.Field;
import io.casehub.identity.PeopleGenerator.Generated;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generated people as customer records that arrive at the hub. */
public final class Crowd {

    private Crowd() {}

    /**
     * A record as it arrives in a system, with a mail address of its person's own if that is wanted.
     */
    public static Arrival arrival(String system, Generated person, boolean hasMail) {
        var name = joined(" ", person.get(Field.GIVEN), person.get(Field.SURNAME));
        var arrival = Arrival.customer(system + ":" + person.id(), name.isEmpty() ? "N. N." : name,
                hasMail ? new String[]{"p" + person.entity() + "@post.example"} : new String[0]);
        var record = arrival.record();
        put(record, "givenName", person.get(Field.GIVEN));
        put(record, "surname", person.get(Field.SURNAME));
        put(record, "birthDate", date(person.get(Field.BIRTH_DATE)));
        var address = record.putArray("addresses").addObject().put("country", "AU");
        put(address, "street", joined(" ", person.get(Field.ADDRESS_2), person.get(Field.STREET_NUMBER),
                person.get(Field.STREET)));
        put(address, "city", person.get(Field.SUBURB));
        put(address, "postcode", person.get(Field.POSTCODE));
        if (!person.get(Field.NATIONAL_ID).isBlank()) {
            record.putArray("identifiers").addObject().put("scheme", "ssn").put("value", person.get(Field.NATIONAL_ID));
        }
        return arrival;
    }

    /** Each record in one of the systems, as it falls. */
    public static List<Arrival> spread(List<Generated> people, String... systems) {
        return people.stream().map(person -> arrival(
                systems[Math.floorMod(person.id().hashCode(), systems.length)], person, false)).toList();
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isBlank()) {
            node.put(field, value);
        }
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(between));
    }

    /** Empty where an error has made it no day of the calendar. */
    private static String date(String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
