package io.casehub.identity.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NamesTest {

    @TestFactory
    Stream<DynamicTest> twoNamesOfAPersonComeToOne() {
        return Examples.each("person-names.csv", cells -> {
            var one = PersonName.of(null, null, cells.get(0));
            var other = PersonName.of(null, null, cells.get(1));

            assertThat(relation(one, other)).as("%s, %s", one, other).isEqualTo(cells.get(2));
        });
    }

    @TestFactory
    Stream<DynamicTest> twoNamesOfAnOrganisationComeToOne() {
        return Examples.each("organisation-names.csv", cells -> {
            var one = OrganisationName.of(cells.get(0));
            var other = OrganisationName.of(cells.get(1));

            assertThat(relation(one, other)).as("%s, %s", one, other).isEqualTo(cells.get(2));
        });
    }

    @Test
    void whatIsKnownApartIsNotReadFromTheWhole() {
        assertThat(PersonName.of("Ada", "Byron", "Somebody Else")).isEqualTo(name(List.of("ada"), List.of("byron")));
        assertThat(PersonName.of(null, "Byron", "Ada Byron")).isEqualTo(name(List.of("ada"), List.of("byron")));
        assertThat(PersonName.of("Ada", " ", "Byron, Ada")).isEqualTo(name(List.of("ada"), List.of("byron")));
        assertThat(PersonName.of("Dr. Ada", "von Byron", null)).isEqualTo(name(List.of("ada"), List.of("byron")));
    }

    @Test
    void nothingIsAnEmptyName() {
        assertThat(PersonName.of(null, "  ", "").isEmpty()).isTrue();
        assertThat(PersonName.of("-", "?", ".").isEmpty()).isTrue();
        assertThat(OrganisationName.of(" ").words()).isEmpty();
    }

    @Test
    void theGenerationIsKeptApart() {
        assertThat(PersonName.of("Martin", "King Jr.", null).generation()).isEqualTo("jr");
        assertThat(PersonName.of(null, null, "King, Martin, Sr.").generation()).isEqualTo("sr");
        assertThat(PersonName.of(null, null, "William Gates III").generation()).isEqualTo("iii");
        assertThat(PersonName.of(null, null, "Michael Senior").generation()).isNull();
    }

    @Test
    void aLegalFormHasOneName() {
        assertThat(OrganisationName.of("Müller Gesellschaft mit beschränkter Haftung").legalForm()).isEqualTo("gmbh");
        assertThat(OrganisationName.of("Acme, L.L.C.").legalForm()).isEqualTo("llc");
        assertThat(OrganisationName.of("Kowalski Sp. z o.o.").legalForm()).isEqualTo("sp zoo");
        assertThat(OrganisationName.of("Acme").legalForm()).isNull();
        assertThat(OrganisationName.of("GmbH").words()).containsExactly("gmbh");
    }

    @Test
    void anOrganisationIsKnownByItsLook() {
        assertThat(List.of("Acme GmbH", "Société Générale S.A.", "Siemens AG", "University of Chicago", "Smith & Sons",
                "トヨタ株式会社",
                "Turnverein Berlin e.V.", "ООО Ромашка")).allMatch(OrganisationName::looksLikeOne);
        assertThat(List.of("Ada Byron", "Maria Sá", "John Smith Jr.", "Yuri Gagarin", "Kim Co", "王小明"))
                .filteredOn(OrganisationName::looksLikeOne).containsExactly("Kim Co");
    }

    private static PersonName name(List<String> given, List<String> surname) {
        return new PersonName(given, surname, null);
    }

    private static String relation(PersonName one, PersonName other) {
        if (one.equals(other)) {
            return "same";
        }
        if (sorted(one).equals(sorted(other))) {
            return "order";
        }
        if (one.surname().equals(other.surname()) && eachFits(one.given(), other.given(), Nicknames::same)) {
            return "nick";
        }
        return eachFits(one.surname(), other.surname(), NamesTest::soundAlike)
                && eachFits(one.given(), other.given(), NamesTest::soundAlike) ? "sound" : "other";
    }

    private static String relation(OrganisationName one, OrganisationName other) {
        if (one.words().equals(other.words())) {
            return "same";
        }
        boolean isInitials = one.words().equals(List.of(other.initials()))
                || other.words().equals(List.of(one.initials()));
        return isInitials ? "initials" : "other";
    }

    private static List<String> sorted(PersonName name) {
        return Stream.concat(name.given().stream(), name.surname().stream()).sorted().toList();
    }

    private static boolean soundAlike(String one, String other) {
        return Words.sound(one).equals(Words.sound(other));
    }

    private static boolean eachFits(List<String> some, List<String> others, BiPredicate<String, String> fits) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> fits.test(some.get(i), others.get(i)));
    }
}
