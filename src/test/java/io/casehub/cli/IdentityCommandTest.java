package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTest {

    private static final String FIELDS = "fields: {name: fullName, born: birthDate, phone: phone}\n";
    private static final String PEOPLE = """
            id,customer,name,born,phone
            a1,1,Ada Byron,1815-12-10,+49 30 1234567
            a2,1,"Byron, Ada",10.12.1815,+49 30 1234567
            b1,2,Charles Babbage,1791-12-26,+49 30 7654321
            b2,2,C. Babbage,1791-12-26,+49 30 7654321
            c1,3,George Boole,1815-11-02,+49 40 5555555
            """;

    private Workshop shop;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = new Workshop(folder).write("people.csv", PEOPLE).write("fields.yaml", FIELDS)
                .write("mappings/matching.yaml", Files.readString(Path.of("mappings/matching.yaml")));
    }

    @Test
    void evaluateSaysHowNearItComesToTheTruth() {
        assertThat(evaluate("customer", "--json", "--out", file("pairs.csv"))).as(shop.complaint()).isZero();

        var json = ExactJson.parse(shop.printed());
        assertThat(json.at("/pairs/precision").asDouble()).isEqualTo(1);
        assertThat(json.at("/clusters/f1").asDouble()).isEqualTo(1);
        assertThat(json.get("blockingRecall").asDouble()).isEqualTo(1);
        assertThat(json.get("recordsPerSecond").asLong()).isPositive();
        assertThat(shop.read("pairs.csv")).startsWith("left,right,bits,verdict,same,because,steps\n")
                .contains("birthDate exact");
    }

    @Test
    void theTruthMayBeAFileOfPairsWhoseIdsAreFound() {
        shop.write("pairs.csv", "one,other\na2,a1\nb1,b2\n");

        assertThat(evaluate(file("pairs.csv"), "--json")).as(shop.complaint()).isZero();
        assertThat(ExactJson.parse(shop.printed()).at("/clusters/f1").asDouble()).isEqualTo(1);
    }

    @Test
    void twoFilesAreLinkedAndOneIsNotComparedWithItself() {
        shop.write("right.csv", "id,customer,name,born,phone\nx,1,A. Byron,1815-12-10,+49 30 1234567\n");

        assertThat(evaluate("customer", "--json", "--right", file("right.csv"))).as(shop.complaint()).isZero();
        assertThat(ExactJson.parse(shop.printed()).get("compared").asInt()).isLessThanOrEqualTo(5);
    }

    @Test
    void whatCannotBeUsedIsToldWithItsPlace() {
        assertThat(evaluate("custmer")).isEqualTo(2);
        assertThat(shop.complaint())
                .contains("--truth custmer is no file, and no column of people.csv; the columns are id, customer");
        shop.write("fields.yaml", "fields:\n  name: fullNane\n");
        assertThat(evaluate("customer")).isEqualTo(2);
        assertThat(shop.complaint()).startsWith("fields.yaml:2: there is no field fullNane; there are givenName");
        shop.write("fields.yaml", FIELDS).write("people.csv", PEOPLE + "d1,4,Ada,1815-12-10,1,too much\n");
        assertThat(evaluate("customer")).isEqualTo(2);
        assertThat(shop.complaint()).startsWith("people.csv:").contains("has 6 values for 5 columns");
        shop.write("people.csv", PEOPLE).write("pairs.csv", "one,other\na2,nobody\n");
        assertThat(evaluate(file("pairs.csv"))).isEqualTo(2);
        assertThat(shop.complaint()).contains("has all the ids of the pairs");
    }

    @Test
    void trainWritesTheWeightsAndSaysWhatChanged() {
        shop.write("mappings/matching.yaml",
                shop.read("mappings/matching.yaml").replaceFirst("(?m)^version: .*", "version: 7"));

        assertThat(shop.run("identity", "train", "--left", file("people.csv"), "--fields", file("fields.yaml")))
                .isZero();

        assertThat(shop.printed()).contains("bits\n").contains("mappings/matching.yaml is version 8 now, it was 7;");
        assertThat(shop.read("mappings/matching.yaml")).contains("\nversion: 8\nfrequencies: matching-terms.csv\n");
        assertThat(shop.read("mappings/matching-terms.csv")).contains("kind,trait,value,share");
        assertThat(evaluate("customer", "--no-train")).as(shop.complaint()).isZero();
    }

    @Test
    void compareSaysHowAlikeTwoNamesAre() {
        shop.write("names.csv",
                "left,right,kind\nBob Miller,Robert Miller,person\nDeutsche Bank,Deutsche Bahn,organisation\n");

        assertThat(shop.run("identity", "compare", "Bob Miller", "Miller, Robert")).isZero();
        assertThat(ExactJson.parse(shop.printed()).get("verdict").asText()).isEqualTo("join");
        assertThat(shop.run("identity", "compare", "--pairs", file("names.csv"))).isZero();
        var lines = shop.printed().lines().map(ExactJson::parse).toList();
        assertThat(lines).extracting(line -> line.get("verdict").asText()).containsExactly("join", "new");
        assertThat(shop.run("identity", "compare", "Bob Miller")).isEqualTo(2);
        assertThat(shop.complaint()).isEqualTo("Give two names, each in quotes, or --pairs with a file of them.\n");
    }

    private int evaluate(String truth, String... more) {
        var words = new ArrayList<>(List.of("identity", "evaluate", "--left", file("people.csv"), "--fields",
                file("fields.yaml"), "--truth", truth));
        words.addAll(List.of(more));
        return shop.run(words.toArray(String[]::new));
    }

    private String file(String name) {
        return shop.file(name).toString();
    }
}
