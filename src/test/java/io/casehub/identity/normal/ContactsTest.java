package io.casehub.identity.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {

    @TestFactory
    Stream<DynamicTest> streetsHaveOneForm() {
        return Examples.each("streets.csv", cells -> {
            var street = Objects.requireNonNull(StreetAddress.of(cells.get(0)));

            assertThat(street).isEqualTo(
                    new StreetAddress(filled(cells.get(1)), filled(cells.get(2)), List.of(cells.get(3).split(" "))));
        });
    }

    @TestFactory
    Stream<DynamicTest> datesBecomeEightDigits() {
        return Examples.each("dates.csv", cells -> assertThat(DateDigits.of(cells.get(0)))
                .isEqualTo(new DateDigits(cells.get(1), Boolean.parseBoolean(cells.get(2)))));
    }

    @TestFactory
    Stream<DynamicTest> checkDigitsAreChecked() {
        return Examples.each("identifiers.csv", cells -> assertThat(Identifiers.isValid(cells.get(0), cells.get(1)))
                .isEqualTo(Boolean.parseBoolean(cells.get(2))));
    }

    @Test
    void onlySomeSchemesHaveCheckDigits() {
        assertThat(Identifiers.hasCheckDigits("vat", "DE136695976")).isTrue();
        assertThat(Identifiers.hasCheckDigits("IBAN", "x")).isTrue();
        assertThat(Identifiers.hasCheckDigits("ssn", "536904399")).isFalse();
        assertThat(Identifiers.hasCheckDigits("vat", "XX1")).isFalse();
        assertThat(Identifiers.hasCheckDigits("loyalty card", "4711")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "1980", "12", "00", "n/a", "Nov"})
    void whatIsNoDateIsNone(String text) {
        assertThat(DateDigits.of(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Ada+news@GoogleMail.com, ada@gmail.com", "a.d.a@gmail.com, ada@gmail.com",
            "a.d.a@example.org, a.d.a@example.org",
            "Ada <ada@example.org>, ada@example.org", "mailto:ada@example.org, ada@example.org",
            "ada@BÜCHER.de, ada@xn--bcher-kva.de"})
    void oneMailboxHasOneKey(String text, String key) {
        assertThat(Objects.requireNonNull(EmailAddress.of(text, EmailRules.usual())).key()).isEqualTo(key);
    }

    @Test
    void rulesOfMailboxesAreASetting() {
        var strict = new EmailRules(false, Set.of(), Map.of());

        assertThat(Objects.requireNonNull(EmailAddress.of("A.d.a+x@gmail.com", strict)).key())
                .isEqualTo("a.d.a+x@gmail.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "sales", "noreply", "no-reply", "do_not_reply", "vertrieb", "kontakt", "ventas",
            "info.berlin",
            "rechnung2", "Support+x", "biuro", "comercial", "amministrazione"})
    void officesAreTold(String local) {
        var address = Objects.requireNonNull(EmailAddress.of(local + "@example.org", EmailRules.usual()));

        assertThat(address.role()).isEqualTo(!local.startsWith("contabilidad"));
    }

    @Test
    void personsAreNoOffices() {
        assertThat(List.of("ada", "ada.byron", "infobyron", "salesman.joe", "a.info"))
                .noneMatch(local -> Objects.requireNonNull(EmailAddress.of(local + "@example.org", EmailRules.usual()))
                        .role());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@example.org", "ada@", "a da@example.org"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(EmailAddress.of(text, EmailRules.usual())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"030 1234567, DE, +49301234567, true", "+49 (0)30 1234567, , +49301234567, true",
            "0049 30 1234567, , +49301234567, true",
            "+49 30 1234567 ext. 5, US, +49301234567, true", "(312) 555-2368 x12, us, +13125552368, true",
            "1-800-FLOWERS, US, +18003569377, true",
            "020 7946 0018, GB, +442079460018, true", "12345, DE, 12345, false", "555-1234, , 5551234, false"})
    void numbersBecomeE164(String text, @Nullable String region, String key, boolean isValid) {
        assertThat(PhoneNumber.of(text, region)).isEqualTo(new PhoneNumber(key, isValid));
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertThat(PhoneNumber.of("n/a", "DE")).isNull();
        assertThat(PhoneNumber.of("12", "DE")).isNull();
        assertThat(PhoneNumber.of(null, "DE")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"D-10115, 10115", "10115, 10115", "60302-1234, 60302", "603021234, 60302", "sw1a 1aa, SW1A1AA",
            "00-950, 00950", "CH-8001, 8001",
            "1000-205, 1000205", "K1A 0B1, K1A0B1", "2119.0, 2119", "01310-100, 01310100"})
    void postcodesHaveOneForm(String text, String key) {
        assertThat(Postcode.of(text)).isEqualTo(new Postcode(key));
    }

    @Test
    void nothingIsNoPostcode() {
        assertThat(Postcode.of(" - ")).isNull();
        assertThat(StreetAddress.of(" , ")).isNull();
        assertThat(StreetAddress.of(null)).isNull();
    }

    private static @Nullable String filled(String cell) {
        return cell.isEmpty() ? null : cell;
    }
}
