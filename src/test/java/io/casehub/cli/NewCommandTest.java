package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a new connector are right but for what a person has to decide. */
class NewCommandTest {

    @TempDir
    Path folder;

    @Test
    void aNewConnectorSaysWhatIsToBeDecidedAndWhatToTypeNext() throws IOException {
        var shop = new Workshop(folder);

        assertThat(
                shop.run("connector", "new", "acme", "--template", "pull-http", "--entity", "customer,case", "--push",
                        "case-status"))
                .isZero();

        assertThat(shop.complaint()).isEmpty();
        assertThat(shop.printed()).isEqualTo(Files.readString(Path.of("src/test/resources/scaffold/acme.txt")));
        assertThat(shop.run("connector", "test", "acme")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull-http", "pull-jdbc", "pull-kafka", "pull-files", "webhook"})
    void everyEntityOnEveryTemplatePassesTheCheckButForWhatIsLeftOpen(String template) {
        var shop = new Workshop(folder);
        var entities = Arrays.stream(Entity.values()).map(CodeWord::word).collect(Collectors.joining(","));

        assertThat(shop.run("connector", "new", "acme-eu", "--template", template, "--entity", entities, "--push",
                "case-status,case-comment")).isZero();

        assertThat(shop.run("connector", "check", "acme-eu")).isEqualTo(1);
        assertThat(shop.printed().lines().filter(line -> line.contains(".yaml:") || line.contains(".jslt:")))
                .isNotEmpty().allMatch(line -> line.contains("fill in: "));
        assertThat(shop.run("connector", "test", "acme-eu")).isZero();
    }

    @Test
    void nothingIsWrittenOverAndNothingUnknownIsMade() {
        var shop = Acme.in(folder);

        for (var wrong : new String[][]{{"acme", "pull-http", "customer"}, {"Acme", "pull-http", "customer"},
                {"api", "pull-http", "customer"}, {"cases", "pull-http", "customer"},
                {"new", "pull-song", "customer"}, {"new", "pull-http", "song"}}) {
            assertThat(shop.run("connector", "new", wrong[0], "--template", wrong[1], "--entity", wrong[2]))
                    .isEqualTo(2);
            assertThat(shop.complaint())
                    .containsPattern("There is (a folder|no template|no entity)|A connector.s name is");
        }
        assertThat(shop.file("routes/new")).doesNotExist();
    }
}
