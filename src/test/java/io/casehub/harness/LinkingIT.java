package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.landscape.company.Matter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well the hub's cases are the matters of the landscape, which it is never told. A section in
 * {@code docs/figures.md}. Run by {@code ./mvnw verify -Pharness -Dit.test=LinkingIT};
 * {@code -Dharness.customers=…} changes the size.
 */
@Tag("harness")
class LinkingIT {

    private static final String TITLE = "## Cases that are one matter";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void theCasesOfTheHubAreTheMattersOfTheLandscape() throws IOException {
        try (var company = HubOnLandscape.start(folder, Integer.getInteger("harness.customers", 2000))) {
            var still = new Still(company.jdbc());
            var matters = company.landscape().truth().matters();
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> still.isReached()
                    && CaseQuality.of(company.landscape().company(), matters, company.jdbc()).absent().isEmpty());

            var quality = CaseQuality.of(company.landscape().company(), matters, company.jdbc());

            System.out.println(quality.report());
            System.out.println(Quality.of(company.landscape().truth().all(), company.jdbc()));
            Figures.section(Path.of("docs/figures.md"), TITLE, section(quality, matters));
            assertThat(quality.absent()).isEmpty();
            assertThat(quality.matters()).isGreaterThanOrEqualTo(300);
            assertThat(quality.precision()).as("precision").isGreaterThanOrEqualTo(0.995);
            assertThat(quality.recall()).as("recall").isGreaterThanOrEqualTo(0.9);
        }
    }

    private static String section(CaseQuality quality, List<Matter> matters) throws IOException {
        var all = matters.stream().filter(Matter::spreads).flatMap(matter -> matter.places().stream()).toList();
        return String.join("\n", TITLE, "",
                "Measured by `./mvnw verify -Pharness -Dit.test=LinkingIT`, which writes this section: the hub's cases against the",
                "landscape's matters ([what they are](landscape.md#matters)), in pairs of source cases and mails. Everything else the systems",
                "hold is there as well, and joined with a matter, or with each other, it counts as wrong.", "",
                "| | |", "|---|---|",
                Figures.row("date, commit", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.commit()),
                Figures.row("source cases and mails", Figures.grouped(quality.items())),
                Figures.row("matters in several systems, cases and mails of them",
                        Figures.grouped(quality.matters()) + ", " + Figures.grouped(all.size())),
                Figures.row("precision (wrong pairs of all that are joined)", "%.4f (%s of %s)".formatted(
                        quality.precision(), Figures.grouped(quality.wrong().size()),
                        Figures.grouped(quality.joined()))),
                Figures.row("joined pairs of two customers", Figures.grouped(quality.crossing())),
                Figures.row("recall (pairs that were found)", "%.4f (%s of %s)".formatted(quality.recall(),
                        Figures.grouped(quality.all() - quality.missed().size()), Figures.grouped(quality.all()))),
                Figures.row("matters that are one case, with nothing else in it",
                        "%s of %s".formatted(Figures.grouped(quality.whole()), Figures.grouped(quality.matters()))))
                + "\n";
    }
}
