package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.TestDatabase;
import io.casehub.mapping.ExactJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandIT {

    private static final TestDatabase EMPTY = TestDatabase.fresh();

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aDatabaseIsRebuiltInAnotherAndTheReportSaysThatItIsTheSame() {
        try (var hub = new Arrivals(temp)) {
            hub.arrive(Arrival.customer("crm:1", "Ada Blum", "ada@blum.example", "+49301111111"),
                    Arrival.ticket("T1", "1"));

            int code = run("replay", "--into", EMPTY.url(), "--spring.datasource.url=" + hub.database.url(),
                    "--casehub.mappings=" + temp);

            assertThat(code).as(out + "" + err).isZero();
            var report = ExactJson.parse(out.toString());
            assertThat(report.path("equal").asBoolean()).isTrue();
            assertThat(report.at("/compared/case").asInt()).isEqualTo(1);
            assertThat(run("replay", "--into", EMPTY.url(), "--spring.datasource.url=" + hub.database.url(),
                    "--casehub.mappings=" + temp)).isEqualTo(2);
            assertThat(err.toString()).contains("not empty");
        }
    }

    private int run(String... args) {
        return new CasehubCommand(any -> {
            throw new IllegalStateException("no hub is wanted");
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
