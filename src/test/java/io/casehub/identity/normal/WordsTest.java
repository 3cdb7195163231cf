package io.casehub.identity.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"Müller, muller", "Mueller, muller", "Muller, muller", "Bauer, bauer", "Jacques, jacques", "Joe, joe",
            "Sue, sue",
            "Zoë, zoe", "Chloë, chlo", "Chloe, chlo", "Ågård, agard", "Aagaard, agard", "Isaac, isac",
            "O'Brien, obrien", "O’Brien, obrien",
            "Straße, strasse", "Łódź, lodz", "Æsir, asir", "Þór, thor", "Çelik, celik", "Şahin, sahin",
            "Nguyễn, nguyen", "ＡＢＣ, abc",
            "Щербаков, shcherbakov", "Юрий, yuri", "Київ, kiyiv", "Ђоковић, djokovic", "Αθήνα, athina",
            "გიორგი, giorgi", "नरेन्द्र, narendra",
            "さとう, sato", "トヨタ, toyota", "北京, bei jing", "Müller-Lüdenscheidt, muller ludenscheidt", "'  a.b  ', a b",
            "AAA, aaa"})
    void everyScriptBecomesLatin(String text, String latin) {
        assertThat(Words.latin(text)).isEqualTo(latin);
    }

    @Test
    void decomposedLettersAreTheSame() {
        assertThat(Words.latin("Mu\u0308ller")).isEqualTo(Words.latin("M\u00fcller"));
        assertThat(Words.latin("Jose\u0301")).isEqualTo("jose");
    }

    @Test
    void whatHasNoLetterHasNoWord() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" -.,;!? ")).isEmpty();
        assertThat(Words.of("😀 ☎")).isEmpty();
        assertThat(Words.of("one  two-three")).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuri jurij iouri yuriy juri", "mohammed muhamad mohamed muhammad mhmd",
            "schmidt smit schmitt smith schmid",
            "chekhov tschechow tchekhov czechow", "gorbachev gorbatschow gorbatchev",
            "khrushchev chruschtschow khrouchtchev",
            "alexander aleksandr alexandre aleksander", "yevgeny evgeni jewgenij", "joseph yusuf josef yousef",
            "cohen kohn khn",
            "philip filip phillip", "meyer maier mayr meier", "thompson tomson thomson", "stephen stefan",
            "hussein husain hossein",
            "petrovich petrowitsch petrovic", "schulz schultz szulc", "zhang chang", "xavier savier",
            "catherine katharina"})
    void romanisationsSoundAlike(String words) {
        var keys = Stream.of(words.split(" ")).map(Words::sound).distinct().toList();

        assertThat(keys).as(words).hasSize(words.contains("szulc") ? 2 : 1);
    }

    @Test
    void wordsThatDifferSoundDifferent() {
        var words = List.of("smith", "jones", "brown", "miller", "garcia", "wagner", "dubois", "novak", "gagarin",
                "tolstoy");

        assertThat(words.stream().map(Words::sound).distinct()).hasSameSizeAs(words);
    }

    @Test
    void aWordAlwaysHasASound() {
        assertThat(Words.sound("")).isEmpty();
        assertThat(List.of("a", "oi", "h", "w", "12", "eau", "j")).noneMatch(word -> Words.sound(word).isEmpty());
    }

    @Test
    void distancesAreThoseOfTheLiterature() {
        assertThat(Distance.jaroWinkler("martha", "marhta")).isCloseTo(0.961,
                org.assertj.core.data.Offset.offset(0.001));
        assertThat(Distance.jaroWinkler("dixon", "dicksonx")).isCloseTo(0.813,
                org.assertj.core.data.Offset.offset(0.001));
        assertThat(Distance.jaroWinkler("same", "same")).isEqualTo(1);
        assertThat(Distance.jaroWinkler("", "")).isZero();
        assertThat(Distance.jaroWinkler("abc", "xyz")).isZero();
        assertThat(Distance.edits("kitten", "sitting", 5)).isEqualTo(3);
        assertThat(Distance.edits("ca", "abc", 5)).isEqualTo(3);
        assertThat(Distance.edits("smith", "smiht", 2)).isEqualTo(1);
        assertThat(Distance.edits("smith", "jones", 2)).isEqualTo(3);
        assertThat(Distance.edits("", "abc", 5)).isEqualTo(3);
    }

    /** Against the plain table of the definition, with words of a fixed seed. */
    @Test
    void editsAgreeWithTheirDefinition() {
        var random = new java.util.Random(7);
        for (int i = 0; i < 5000; i++) {
            var one = word(random);
            var other = word(random);

            assertThat(Distance.edits(one, other, 99)).as("%s %s", one, other).isEqualTo(byDefinition(one, other));
        }
    }

    private static String word(java.util.Random random) {
        var word = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static int byDefinition(String a, String b) {
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(table[i - 1][j - 1] + cost, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[a.length()][b.length()];
    }
}
