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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the columns of a file mean: {@code fields: {<column>: <field>}}. */
public final class FieldMap {

    private static final int YEAR = 4;
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

    private final Map<String, Field> fields;
    private final boolean isPlain;
    private final Map<Field, List<String>> columns = new EnumMap<>(Field.class);

    private FieldMap(Map<String, Field> fields, boolean isPlain) {
        this.fields = fields;
        this.isPlain = isPlain;
        fields.forEach((column, field) -> columns.computeIfAbsent(field, any -> new ArrayList<>()).add(column));
    }

    /**
     * What {@code fields: {<column>: <field>}} says. Several columns may hold one field: given names,
     * surnames, parts of the street and of the birth date are put together, contacts and identifiers
     * stand beside each other, and of all else the first that says something counts.
     *
     * @throws io.casehub.mapping.FileBroken where a field is none, with its line
     */
    public static FieldMap read(Spot file) {
        file.fields("fields");
        var fields = new LinkedHashMap<String, Field>();
        file.get("fields").fields().forEach((column, spot) -> fields.put(column, Field.find(spot.text())
                .orElseThrow(() -> spot.wrong("there is no field " + spot.text() + "; there are "
                        + Arrays.stream(Field.values()).map(Field::word).collect(Collectors.joining(", "))))));
        if (fields.isEmpty()) {
            throw file.wrong("fields names no column: fields: {<column>: <field>} is wanted");
        }
        return new FieldMap(fields, false);
    }

    /**
     * The same, but names of companies and addresses are taken as they are written: to see what their
     * normal form is worth.
     */
    public FieldMap plain() {
        return new FieldMap(fields, true);
    }

    Set<String> columns() {
        return fields.keySet();
    }

    /** What a row says, in normal form. */
    Profile profile(Map<String, String> row, MatchingRules rules) {
        var organisation = first(row, Field.ORGANISATION);
        var name = PersonName.of(joined(row, Field.GIVEN_NAME), joined(row, Field.SURNAME),
                first(row, Field.FULL_NAME));
        var country = first(row, Field.COUNTRY);
        return new Profile(organisation != null && name.isEmpty() ? CustomerKind.ORGANISATION : CustomerKind.PERSON,
                name, organisation == null ? null : company(organisation),
                all(row, Field.EMAIL).stream().map(text -> EmailAddress.of(text, rules.emails()))
                        .filter(Objects::nonNull).toList(),
                all(row, Field.PHONE).stream().map(text -> PhoneNumber.of(text, rules.region()))
                        .filter(Objects::nonNull).toList(),
                places(row, country), DateDigits.of(birthDate(row)), identifiers(row), others(row));
    }

    private OrganisationName company(String name) {
        return isPlain ? new OrganisationName(asWritten(name), null, "") : OrganisationName.of(name);
    }

    private @Nullable StreetAddress street(@Nullable String text) {
        return isPlain && text != null ? new StreetAddress(null, null, asWritten(text)) : StreetAddress.of(text);
    }

    private static List<String> asWritten(String text) {
        return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    /** Year, month and day may stand in columns of their own. */
    private @Nullable String birthDate(Map<String, String> row) {
        var parts = all(row, Field.BIRTH_DATE);
        return parts.isEmpty()
                ? null
                : parts.stream().allMatch(part -> part.length() <= YEAR) ? String.join("-", parts) : parts.getFirst();
    }

    private List<Place> places(Map<String, String> row, @Nullable String country) {
        var street = street(joined(row, Field.STREET));
        var city = latin(first(row, Field.CITY));
        var postcode = Postcode.of(first(row, Field.POSTCODE));
        var region = latin(first(row, Field.REGION));
        return street == null && city == null && postcode == null && region == null && country == null
                ? List.of()
                : List.of(new Place(street, city, postcode == null ? null : postcode.key(), region, latin(country)));
    }

    private Map<String, Set<String>> identifiers(Map<String, String> row) {
        var identifiers = new HashMap<String, Set<String>>();
        for (var field : List.of(Field.NATIONAL_ID, Field.TAX_ID)) {
            var values = all(row, field).stream()
                    .map(text -> SIGNS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT))
                    .filter(text -> !text.isEmpty()).collect(Collectors.toUnmodifiableSet());
            if (!values.isEmpty()) {
                identifiers.put(field.word(), values);
            }
        }
        return identifiers;
    }

    private Map<String, String> others(Map<String, String> row) {
        var others = new HashMap<String, String>();
        for (var column : columns.getOrDefault(Field.OTHER, List.of())) {
            var text = row.get(column);
            if (text != null && !text.isBlank()) {
                others.put(column, Words.latin(text.strip()));
            }
        }
        return others;
    }

    private List<String> all(Map<String, String> row, Field field) {
        var texts = new ArrayList<String>(2);
        for (var column : columns.getOrDefault(field, List.of())) {
            var text = row.get(column);
            if (text != null && !text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable String first(Map<String, String> row, Field field) {
        var texts = all(row, field);
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private @Nullable String joined(Map<String, String> row, Field field) {
        var texts = all(row, field);
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
