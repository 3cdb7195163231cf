package io.casehub.identity.matching;

import static io.casehub.identity.matching.Somebody.called;
import static io.casehub.identity.matching.Somebody.company;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.Spot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Matcher matcher = new Matcher(MatchingFile.read(Spot.read(Path.of("mappings/matching.yaml"))));

    @Test
    void givenNamesAgreeAsPeopleUseThem() {
        assertThat(level(Trait.GIVEN_NAME, called("Ada Byron"), called("Ada Byron"))).isEqualTo(Level.EXACT);
        assertThat(level(Trait.GIVEN_NAME, called("Bob Byron"), called("Robert Byron"))).isEqualTo(Level.NICKNAME);
        assertThat(level(Trait.GIVEN_NAME, called("Ada Augusta Byron"), called("Ada Byron"))).isEqualTo(Level.PART);
        assertThat(level(Trait.GIVEN_NAME, called("A. Byron"), called("Ada Byron"))).isEqualTo(Level.INITIAL);
        assertThat(level(Trait.GIVEN_NAME, called("Augusta Byron"), called("Augsuta Byron"))).isEqualTo(Level.CLOSE);
        assertThat(level(Trait.GIVEN_NAME, called("Lea Byron"), called("Lena Byron"))).isEqualTo(Level.ALIKE);
        assertThat(level(Trait.GIVEN_NAME, called("Amber Byron"), called("Amhor Byron"))).isEqualTo(Level.ALIKE);
        assertThat(level(Trait.GIVEN_NAME, called("George Byron"), called("Ada Byron"))).isEqualTo(Level.DIFFERENT);
    }

    @Test
    void namesThatChangedPlacesAreSwapped() {
        var pattern = compare(called("Ada Byron"), called("Byron Ada"));

        assertThat(pattern.at(Trait.GIVEN_NAME)).isEqualTo(Level.SWAPPED);
        assertThat(pattern.at(Trait.SURNAME)).isEqualTo(Level.MISSING);
    }

    @Test
    void fatherAndSonOfOneNameAreTold() {
        assertThat(level(Trait.GIVEN_NAME, called("Martin King Jr."), called("Martin King Sr.")))
                .isEqualTo(Level.DIFFERENT);
        assertThat(level(Trait.GIVEN_NAME, called("Martin King Jr."), called("Martin King"))).isEqualTo(Level.EXACT);
    }

    @Test
    void birthDatesAgreeInLevels() {
        var ada = called("Ada Byron").born("1815-12-10");

        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("10.12.1815"))).isEqualTo(Level.EXACT);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1815-10-12"))).isEqualTo(Level.SWAPPED);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1816-10-12"))).isEqualTo(Level.DIFFERENT);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1815-12-19"))).isEqualTo(Level.CLOSE);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1852-12-10"))).isEqualTo(Level.PART);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1816-02-03"))).isEqualTo(Level.DIFFERENT);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1987-03-24"))).isEqualTo(Level.DIFFERENT);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("1815121"))).isEqualTo(Level.CLOSE);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A").born("198703244"))).isEqualTo(Level.DIFFERENT);
        assertThat(level(Trait.BIRTH_DATE, ada, called("A"))).isEqualTo(Level.MISSING);
    }

    @Test
    void ofSeveralContactsTheBestPairCounts() {
        var one = called("A").phone("030 1234567").phone("0171 7654321");

        assertThat(level(Trait.PHONE, one, called("A").phone("+49 171 7654321"))).isEqualTo(Level.EXACT);
        assertThat(level(Trait.PHONE, one, called("A").phone("0171 7654322"))).isEqualTo(Level.CLOSE);
        assertThat(level(Trait.PHONE, one, called("A").phone("0160 9999999"))).isEqualTo(Level.DIFFERENT);
    }

    @Test
    void ofACompanyTheDomainSaysMoreThanWhoWrites() {
        var one = company("Acme GmbH").email("info@acme.example");

        assertThat(level(Trait.EMAIL, one, company("Acme").email("sales@acme.example"))).isEqualTo(Level.PART);
        assertThat(level(Trait.EMAIL, called("A").email("info@acme.example"), called("A").email("sales@other.example")))
                .isEqualTo(Level.DIFFERENT);
    }

    @Test
    void streetsAgreeWithAndWithoutTheirNumber() {
        var one = called("A").at("Hauptstraße 12", "berlin", "10115");

        assertThat(level(Trait.STREET, one, called("A").at("Hauptstr. 12", "berlin", "10115"))).isEqualTo(Level.EXACT);
        assertThat(level(Trait.STREET, one, called("A").at("Hauptstrasse", "berlin", "10115"))).isEqualTo(Level.PART);
        assertThat(level(Trait.STREET, one, called("A").at("Hauptstr. 14", "berlin", "10115"))).isEqualTo(Level.ALIKE);
        assertThat(level(Trait.STREET, one, called("A").at("Gartenweg 3", "berlin", "10115")))
                .isEqualTo(Level.DIFFERENT);
    }

    @Test
    void numbersOfDifferentRegistersSayNothingOfEachOther() {
        var one = company("Acme").id("vat", "DE136695976");

        assertThat(level(Trait.TAX_ID, one, company("Acme").id("vat", "DE136695976"))).isEqualTo(Level.EXACT);
        assertThat(level(Trait.TAX_ID, one, company("Acme").id("duns", "136695976"))).isEqualTo(Level.MISSING);
        assertThat(level(Trait.NATIONAL_ID, called("A").id("ssn", "7546821"), called("A").id("ssn", "7546812")))
                .isEqualTo(Level.CLOSE);
    }

    private Level level(Trait trait, Somebody one, Somebody other) {
        var level = compare(one, other).at(trait);
        assertThat(compare(other, one).at(trait)).as("the other way round").isEqualTo(level);
        return level;
    }

    private Pattern compare(Somebody one, Somebody other) {
        return Comparison.compare(matcher.sketch(one.profile()), matcher.sketch(other.profile()));
    }
}
