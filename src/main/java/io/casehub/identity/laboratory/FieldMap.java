package io.casehub.identity.laboratory;

import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.DateDigits;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.identity.normal.PersonName;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.Postcode;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.identity.normal.Words;
import io.casehub.mapping.Spot;
import io.casehub.model.CustomerKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the columns of a file mean: {@code fields: {<column>: <field>}}. */
public final class FieldMap {

    private final Map<String, Field> fields;

    FieldMap(Map<String, Field> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** @throws io.casehub.mapping.FileBroken where a field is none, with its line */
    public static FieldMap read(Spot file) {
        file.fields("fields");
        var fields = new LinkedHashMap<String, Field>();
        file.get("fields").fields().forEach((column, spot) -> fields.put(column, Field.find(spot.text())
                .orElseThrow(() -> spot.wrong("there is no field " + spot.text() + "; there are "
                        + Arrays.stream(Field.values()).map(Field::word).collect(Collectors.joining(", "))))));
        return new FieldMap(fields);
    }

    Set<String> columns() {
        return fields.keySet();
    }

    /** What a row says, in normal form. */
    Profile profile(Map<String, String> row, MatchingRules rules) {
        var organisation = first(row, Field.ORGANISATION);
        var name = PersonName.of(joined(row, Field.GIVEN_NAME), joined(row, Field.SURNAME), first(row, Field.FULL_NAME));
        var country = first(row, Field.COUNTRY);
        return new Profile(organisation != null && name.isEmpty() ? CustomerKind.ORGANISATION : CustomerKind.PERSON,
                name, organisation == null ? null : OrganisationName.of(organisation),
                all(row, Field.EMAIL).map(text -> EmailAddress.of(text, rules.emails())).filter(Objects::nonNull).toList(),
                all(row, Field.PHONE).map(text -> PhoneNumber.of(text, rules.region())).filter(Objects::nonNull).toList(),
                places(row, country), DateDigits.of(first(row, Field.BIRTH_DATE)), identifiers(row), others(row));
    }

    private List<Place> places(Map<String, String> row, @Nullable String country) {
        var street = StreetAddress.of(joined(row, Field.STREET));
        var city = latin(first(row, Field.CITY));
        var postcode = Postcode.of(first(row, Field.POSTCODE));
        var region = latin(first(row, Field.REGION));
        return street == null && city == null && postcode == null && region == null && country == null ? List.of()
                : List.of(new Place(street, city, postcode == null ? null : postcode.key(), region, latin(country)));
    }

    private Map<String, Set<String>> identifiers(Map<String, String> row) {
        var identifiers = new HashMap<String, Set<String>>();
        for (var field : List.of(Field.NATIONAL_ID, Field.TAX_ID)) {
            var values = all(row, field).map(text -> text.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(java.util.Locale.ROOT))
                    .filter(text -> !text.isEmpty()).collect(Collectors.toUnmodifiableSet());
            if (!values.isEmpty()) {
                identifiers.put(field.word(), values);
            }
        }
        return identifiers;
    }

    private Map<String, String> others(Map<String, String> row) {
        var others = new HashMap<String, String>();
        fields.forEach((column, field) -> {
            var text = row.get(column);
            if (field == Field.OTHER && text != null && !text.isBlank()) {
                others.put(column, Words.latin(text.strip()));
            }
        });
        return others;
    }

    private Stream<String> all(Map<String, String> row, Field field) {
        return fields.entrySet().stream().filter(column -> column.getValue() == field)
                .map(column -> row.get(column.getKey())).filter(text -> text != null && !text.isBlank());
    }

    private @Nullable String first(Map<String, String> row, Field field) {
        return all(row, field).findFirst().orElse(null);
    }

    private @Nullable String joined(Map<String, String> row, Field field) {
        var texts = all(row, field).toList();
        return texts.isEmpty() ? null : String.join(" ", texts);
    }

    private static @Nullable String latin(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var latin = String.join("", Words.of(text));
        return latin.isEmpty() ? null : latin;
    }
}
