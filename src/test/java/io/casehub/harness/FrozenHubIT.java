package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A node that stops in the middle of a transaction, with its locks on what all nodes write. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=FrozenHubIT}.
 */
@Tag("harness")
class FrozenHubIT {

    @TempDir
    Path folder;

    @Test
    void theOthersGoOnAndNothingIsLostOrTwice() throws Exception {
        try (var company = FaultyCompany.open(folder, new Random(1), "", true);
                var desks = new Desks(company, new Random(3), 3)) {
            freezeInTheMiddle(company);

            var other = company.startAnother();
            var hub = desks.first("billing");
            await("what the other node tells, and reads back").atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
                desks.set(hub, "resolved");
                assertThat(company.systems().status("billing", hub.at("/origin/key").asText())).isEqualTo("ACCEPTED");
                assertThat(Statuses.believed(company.jdbc(), "billing", hub.at("/origin/key").asText()))
                        .isEqualTo("ACCEPTED");
            });
            company.hub().thaw();
            company.stop(other);
            company.awaitQuiet(Duration.ofMinutes(3));

            var verdict = Promises.of(company, desks);
            Reliability.add("a node stopped in the middle of a transaction, and woken when another had gone on",
                    "./mvnw verify -Pharness -Dit.test=FrozenHubIT", 1, verdict.looked(), verdict.broken());
            assertThat(verdict.broken()).isEmpty();
        }
    }

    /** It waits for a lock of ours as it is stopped, and is given it while it sleeps. */
    private static void freezeInTheMiddle(FaultyCompany company) {
        var jdbc = JdbcClient.create(company.database());
        new TransactionTemplate(new DataSourceTransactionManager(company.database())).executeWithoutResult(status -> {
            jdbc.sql("lock table source_version in share row exclusive mode").update();
            List.of("crm", "billing", "shipping").forEach(system -> company.landscape().system(system).touch());
            await("pages that wait").atMost(Duration.ofSeconds(30)).until(() -> waiting(company.jdbc()) > 1);
            company.hub().freeze();
        });
        await("one that has its lock").atMost(Duration.ofSeconds(10)).until(() -> idle(company.jdbc()) > 0);
    }

    private static int waiting(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'").query(Integer.class)
                .single();
    }

    private static int idle(JdbcClient jdbc) {
        return jdbc.sql("""
                select count(*) from pg_stat_activity
                where state = 'idle in transaction' and query like '%source_version%'
                """).query(Integer.class).single();
    }
}
