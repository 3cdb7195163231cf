package io.casehub.identity.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import io.casehub.model.CustomerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingFileTest {

    private static final Path SHIPPED = Path.of("mappings/matching.yaml");

    @TempDir
    Path folder;

    @Test
    void aSlipIsToldWithItsLine() throws IOException {
        var text = Files.readString(SHIPPED);

        assertBroken(text.replaceFirst("exact: ", "exakt: "),
                "givenName knows no level exakt");
        assertBroken(text.replace("- [identifier]", "- [identifer]"), "there is no part of a record called identifer");
        assertBroken(text.replaceFirst("m: 0", "m: 1"), "a probability above 0 and at most 1");
        assertBroken(text.replaceFirst("(?m)^    places: .*", "    places: 2"), "a share from 0 to 1");
        assertBroken(text.replaceFirst("(?m)^        shared: .*", "        shared: -1"), "a share from 0 to 1");
        assertBroken(text.replaceFirst("prior: ", "pryor: "), "pryor");
        assertBroken(text.replace("decide: {join: 5, review: 0}", "decide: {join: 5, review: 9}"),
                "review stands at or below join");
        assertBroken(text.replaceFirst("(?m)^version: .*", "version: 1\nfrequencies: lost.csv"),
                "lost.csv is missing beside this file");
    }

    @Test
    void aSlipInTheFrequenciesIsToldWithItsLine() throws IOException {
        var text = Files.readString(SHIPPED).replaceFirst("(?m)^version: .*", "version: 1\nfrequencies: terms.csv");
        Files.writeString(folder.resolve("terms.csv"), "kind,trait,value,share\nperson,surname,smith,much\n");

        assertThatThrownBy(() -> read(text)).isInstanceOf(FileBroken.class)
                .hasMessage(folder.resolve("terms.csv") + ":2: a share above 0 and at most 1 is wanted, not much");
    }

    @Test
    void whatIsLearntIsWrittenAndReadBackAndTheRestStaysAsItWas() throws IOException {
        var text = Files.readString(SHIPPED).replace("block:", "# ours\nblock:").replaceFirst("(?m)^version: .*",
                "version: 1");
        var people = people();
        var learnt = Trainer.learn(read(text), people, (one, other) -> true, people.size() * (people.size() - 1) / 2.0);
        var file = LearntFile.of(folder.resolve("matching.yaml"), text, learnt, people, "terms.csv");
        Files.writeString(folder.resolve("terms.csv"), file.terms());

        var again = read(file.text());

        assertThat(again.version()).isEqualTo("2");
        assertThat(file.text()).contains("# ours\nblock:", "frequencies: terms.csv", " bits");
        assertThat(file.changes()).isNotEmpty();
        assertThat(again.blocking()).isEqualTo(learnt.blocking());
        assertThat(again.model(CustomerKind.ORGANISATION).chances())
                .isEqualTo(learnt.model(CustomerKind.ORGANISATION).chances());
        learnt.model(CustomerKind.PERSON).chances()
                .forEach((trait, levels) -> levels.forEach((level, chance) -> assertThat(
                        again.model(CustomerKind.PERSON).chances().getOrDefault(trait, Map.of()).get(level)).isNotNull()
                        .satisfies(read -> assertThat(read.bits()).isCloseTo(chance.bits(), within(0.01)))));
    }

    @Test
    void aRareNameSaysMoreThanACommonOneAndNobodyIsNamed() throws IOException {
        var people = people();
        var learnt = Trainer.learn(read(Files.readString(SHIPPED)), people, (one, other) -> true, 1e6);
        var file = LearntFile.of(SHIPPED, Files.readString(SHIPPED), learnt, people, "terms.csv");
        Files.writeString(folder.resolve("terms.csv"), file.terms());
        var matcher = new Matcher(read(file.text()));

        double common = matcher.judge(Somebody.called("Ada Meier").profile(), Somebody.called("Ada Meier").profile())
                .bits();
        double rare = matcher
                .judge(Somebody.called("Ada Xylander").profile(), Somebody.called("Ada Xylander").profile()).bits();

        assertThat(rare).isGreaterThan(common + 1);
        assertThat(file.terms()).contains("person,surname,meier,").doesNotContain("lonely");
    }

    @Test
    void trainingFindsWhatAgreementIsWorthWithoutBeingTold() throws IOException {
        var people = people();
        var start = read(Files.readString(SHIPPED));
        var learnt = Trainer.learn(start, people, (one, other) -> true, people.size() * (people.size() - 1) / 2.0)
                .model(CustomerKind.PERSON);

        var birth = learnt.chances().getOrDefault(Trait.BIRTH_DATE, Map.of());

        assertThat(birth.get(Level.EXACT)).isNotNull().satisfies(chance -> {
            assertThat(chance.m()).isGreaterThan(0.9);
            assertThat(chance.u()).isLessThan(0.01);
        });
        assertThat(learnt.prior()).isBetween(0.0005, 0.01);
    }

    private void assertBroken(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(FileBroken.class).hasMessageContaining(sentence)
                .hasMessageMatching("(?s).*matching\\.yaml:\\d+: .*");
    }

    private MatchingRules read(String text) {
        return MatchingFile.read(Spot.of(folder.resolve("matching.yaml"), text));
    }

    /** Three hundred with two records each; every third is called Meier, one is alone with his name. */
    private static List<Profile> people() {
        var random = new Random(11);
        var people = new ArrayList<Profile>();
        for (int number = 0; number < 300; number++) {
            var surname = number == 7
                    ? "Lonely"
                    : number % 3 == 0 ? "Meier" : "Name" + (char) ('a' + number % 26) + (char) ('a' + number / 26);
            var born = "19%02d-0%d-1%d".formatted(random.nextInt(100), 1 + random.nextInt(9), random.nextInt(10));
            for (int record = 0; record < 2; record++) {
                people.add(Somebody.called((random.nextInt(8) == 0 ? "Adda " : "Ada ") + surname).born(born)
                        .at("Weg " + (number + 1), "ort", String.valueOf(10_000 + number)).profile());
            }
        }
        return people;
    }
}
