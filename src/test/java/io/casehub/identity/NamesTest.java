package io.casehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"Dr. Jürgen Müller, Mueller Juergen", "Łukasz Żółć, LUKASZ ZOLC", "François Dubois, Dubois  François",
            "Ἀλέξανδρος Παπαδόπουλος, Alexandros Papadopoulos", "Frau Groß, gross", "O'Neil, o neil"})
    void spellingsOfOnePersonsNameAreOne(String one, String other) {
        assertThat(Names.normal(one, CustomerKind.PERSON)).isEqualTo(Names.normal(other, CustomerKind.PERSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Söhne GmbH & Co. KG, Soehne", "Łódź Meble Sp. z o.o., LODZ MEBLE", "Velo Mund AG, Velomund"})
    void legalFormsTellNoOrganisationsApart(String one, String other) {
        assertThat(Names.agreeForOrganisation(Names.normal(one, CustomerKind.ORGANISATION),
                Names.normal(other, CustomerKind.ORGANISATION))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Anna Maria Blum, Anna Blum, true", "A. Blum, Anna Blum, true", "Anna B., Anna Blum, true",
            "Blum Anna, Anna Blum, true", "Anna Blum, Otto Blum, false", "Blum, Anna Blum, false",
            "A. B., Anna Blum, false", "A. Anna, Anna B., false", "A. Anna Blum, Anna Blum, true",
            "Anna A. Blum, Anna Amalie Blum, true", "'', '', false", "'', Anna, false"})
    void namesOfOnePersonAgreeHoweverShort(String one, String other, boolean agree) {
        var left = Names.normal(one, CustomerKind.PERSON);
        var right = Names.normal(other, CustomerKind.PERSON);

        assertThat(Names.agreeForPerson(left, right)).isEqualTo(agree);
        assertThat(Names.agreeForPerson(right, left)).isEqualTo(agree);
    }

    @Test
    void noNameIsLikeNoName() {
        assertThat(Names.agreeForOrganisation("", "")).isFalse();
        assertThat(Names.normal("GmbH & Co. KG", CustomerKind.ORGANISATION)).isEmpty();
    }

    @Test
    void agreementIsTheSameWhicheverIsAskedFirst() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var one = name(random);
            var other = name(random);

            assertThat(Names.agreeForPerson(one, other)).as(one + " ~ " + other)
                    .isEqualTo(Names.agreeForPerson(other, one));
        }
    }

    private static String name(Random random) {
        var words = List.of("a", "b", "anna", "adam", "blum", "bert", "c");
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(words.get(random.nextInt(words.size())));
        }
        return Names.normal(String.join(" ", parts), CustomerKind.PERSON);
    }
}
