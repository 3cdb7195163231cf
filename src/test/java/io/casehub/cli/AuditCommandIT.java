package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Seals;
import io.casehub.audit.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditCommandIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String URL = "--spring.datasource.url=" + DATABASE.url();

    private final AuditTrail trail = new AuditTrail(DATABASE.jdbc());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aChainIsSealed() {
        DATABASE.emptied();
        write("17", 3);
        seal();
    }

    @Test
    void aTrailAsItWasWrittenEndsWellAndNamesItsNewestSeal() {
        write("18", 1);

        assertThat(run("audit", "verify", URL)).isZero();

        var seal = out.toString().lines().filter(line -> line.startsWith("Newest seal: ")).findFirst().orElseThrow()
                .substring(13);
        assertThat(out.toString()).contains("4 entries in 2 chains, 1 seals: as they were written")
                .contains("1 chains have entries that wait");
        assertThat(run("audit", "verify", "--seal", seal, URL)).isZero();
    }

    @Test
    void whatIsWrongIsSaidWithItsCaseAndEntry() {
        behindTheTrigger("delete from audit_entry where seq = 3");
        behindTheTrigger("update audit_entry set after = 'closed' where seq = 2");

        assertThat(run("audit", "verify", URL)).isEqualTo(1);

        assertThat(out.toString()).contains("case:17: entry 3 is missing",
                "case:17: the contents of entry 2 were changed",
                "2 times not as written");
    }

    @Test
    void moreThanAnybodyReadsIsCounted() {
        write("19", 300);
        behindTheTrigger("update audit_entry set actor = 'agent:eve'");

        assertThat(run("audit", "verify", URL)).isEqualTo(1);

        assertThat(out.toString()).contains("… and 203 more");
    }

    @Test
    void aSealNotedOtherwiseOrWronglyIsSaid() {
        assertThat(run("audit", "verify", "--seal", "1:" + "0".repeat(64), URL)).isEqualTo(1);
        assertThat(out.toString()).contains("seal:1: seal 1 is not there as it was noted");

        assertThat(run("audit", "verify", "--seal", "one", URL)).isEqualTo(2);
        assertThat(err.toString()).contains("'one' is no seal");
    }

    private void write(String id, int entries) {
        trail.append(IntStream.range(0, entries).mapToObj(n -> new AuditEntry(new Subject("case", id), Instant.now(),
                "agent:ada", "status.changed", "status", "new", "open", "api")).toList());
    }

    private static void seal() {
        try (var rooms = Rooms.open(DATABASE, Path.of("mappings"), "audit")) {
            rooms.get(Seals.class).make();
        }
    }

    private static void behindTheTrigger(String sql) {
        DATABASE.transaction().executeWithoutResult(transaction -> {
            DATABASE.jdbc().sql("set local session_replication_role = replica").update();
            DATABASE.jdbc().sql(sql).update();
        });
    }

    private int run(String... args) {
        return new CasehubCommand(settings -> {
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
