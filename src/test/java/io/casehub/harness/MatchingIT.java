package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.identity.PeopleGenerator;
import io.casehub.identity.laboratory.Evaluation;
import io.casehub.identity.laboratory.Evaluation.Result;
import io.casehub.identity.laboratory.FieldMap;
import io.casehub.identity.laboratory.People;
import io.casehub.identity.matching.MatchingFile;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well and how fast records are matched, on invented people and, where they are, on the public
 * sets beside the repository. A section in {@code docs/figures.md}. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=MatchingIT}; {@code -Dharness.people=…} changes the size
 * of the stream.
 */
@Tag("harness")
class MatchingIT {

    private static final String TITLE = "## Who is one customer";
    private static final Path PUBLIC_SETS = Path.of("../shared/data/people");
    private static final String FEBRL = "given_name: givenName, surname: surname, street_number: street, address_1: street, "
            + "address_2: street, suburb: city, postcode: postcode, state: region, date_of_birth: birthDate";
    private static final String INVENTED = "given: givenName, surname: surname, street_number: street, street: street, "
            + "address_2: street, suburb: city, postcode: postcode, state: region, birth_date: birthDate";
    private static final String HOUSEHOLDS = "given: givenName, surname: surname, street: street, city: city, "
            + "postcode: postcode, phone: phone, email: email, born: birthDate";
    private static final String COMPANIES = "company: organisation, street: street, city: city, postcode: postcode, "
            + "phone: phone, email: email";
    private static final long SEED = 7;

    @TempDir
    Path folder;

    private final MatchingRules rules = MatchingFile.read(Spot.read(Path.of("mappings/matching.yaml")));
    private final List<String> table = new ArrayList<>();

    @Test
    void whoIsOneCustomerIsFoundAndNobodyElse() throws IOException {
        publicSets();
        int stream = Integer.getInteger("harness.people", 120_000);
        var invented = folder.resolve("people.csv");
        PeopleGenerator.main(new String[]{invented.toString(), String.valueOf(stream), "0.5", String.valueOf(SEED)});
        var households = folder.resolve("households.csv");
        Households.people(households, 4_000, SEED);
        var companies = folder.resolve("companies.csv");
        Households.companies(companies, 1_500, SEED);

        var home = run("households", households, null, HOUSEHOLDS, false);
        var firms = run("companies of one building", companies, null, COMPANIES, false);
        var withId = run("stream", invented, null, INVENTED + ", national_id: nationalId", false);
        var without = run("stream, no national id", invented, null, INVENTED, false);
        Figures.section(Path.of("docs/figures.md"), TITLE, section());

        assertThat(home.clusters().precision()).as("precision in households").isGreaterThanOrEqualTo(0.9995);
        assertThat(firms.clusters().precision()).as("precision in buildings").isGreaterThanOrEqualTo(0.999);
        assertThat(withId.clusters().f1()).as("with an id").isGreaterThanOrEqualTo(0.999);
        assertThat(without.clusters().f1()).as("without an id").isGreaterThanOrEqualTo(0.985);
    }

    private void publicSets() throws IOException {
        if (!Files.isDirectory(PUBLIC_SETS)) {
            return;
        }
        var id = ", soc_sec_id: nationalId";
        for (var set : List.of("febrl1", "febrl2", "febrl3")) {
            run(set, PUBLIC_SETS.resolve(set + ".csv"), null, FEBRL + id, false);
            run(set + ", no id", PUBLIC_SETS.resolve(set + ".csv"), null, FEBRL, false);
        }
        var left = PUBLIC_SETS.resolve("febrl4a.csv");
        var right = PUBLIC_SETS.resolve("febrl4b.csv");
        run("febrl4", left, right, FEBRL + id, false);
        run("febrl4, no id", left, right, FEBRL, false);
        run("fake_1000", PUBLIC_SETS.resolve("fake_1000.csv"), null,
                "first_name: givenName, surname: surname, dob: birthDate, city: city, email: email", false);
        var sites = PUBLIC_SETS.resolve("organisations_chicago_sites.csv");
        var fields = "site_name: organisation, address: street, zip: postcode, phone: phone";
        var normal = run("chicago sites", sites, null, fields, false);
        var plain = run("chicago sites, as written", sites, null, fields, true);
        assertThat(normal.pairs().f1() - plain.pairs().f1()).as("what normal forms are worth")
                .isGreaterThanOrEqualTo(0.05);
    }

    private Result run(String name, Path left, @Nullable Path right, String fields, boolean isPlain)
            throws IOException {
        var file = Files.writeString(folder.resolve("fields.yaml"), "fields: {" + fields + "}\n");
        var map = FieldMap.read(Spot.read(file));
        var people = People.read(left, right, isPlain ? map.plain() : map);
        var evaluation = Evaluation.of(people, "entity", null);
        var trained = people.trained(rules);
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        var result = evaluation.run(trained, (one, other, judgement) -> {
        });
        double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
        table.add(Figures.row(name, Figures.grouped(result.records()), percent(result.pairs().precision()),
                percent(result.pairs().f1()), percent(result.clusters().precision()),
                percent(result.clusters().recall()),
                percent(result.clusters().f1()), percent(result.blockingRecall()),
                Figures.grouped((int) (result.records() / seconds))));
        System.out.println(table.getLast());
        return result;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.5f", share);
    }

    private String section() throws IOException {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return String.join("\n", TITLE, "",
                "Measured by `./mvnw verify -Pharness -Dit.test=MatchingIT`, which writes this section: each set is matched record by record as",
                "`casehub identity evaluate` does, its weights learnt from itself without a look at who is who ([how](identity.md)). The public sets",
                "are not part of the repository; the others are invented (seed " + SEED
                        + "). Households have couples, twins, and fathers and sons of one",
                "name with one telephone and one mailbox; buildings have companies with one switchboard and one `info@`. Precision counts most: a",
                "wrong join shows one customer another's data.", "", "| | |", "|---|---|",
                Figures.row("machine", Machine.description()),
                Figures.row("date, commit", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.commit()),
                Figures.row("heap in use afterwards", used / 1_000_000 + " MB"), "",
                "| set | records | pairs: precision | F1 | clusters: precision | recall | F1 | blocking recall | records/s of processor time |",
                "|---|---|---|---|---|---|---|---|---|", String.join("\n", table)) + "\n";
    }
}
