package io.casehub.connector.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes and the systems they read. */
class LeasesIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final TestDatabase database = DATABASE.emptied();
    private final Leases here = new Leases(database.jdbc(), "here", "8080");
    private final Leases there = new Leases(database.jdbc(), "there", "8080");

    @Test
    void oneNodeReadsASystemAndGivesItBackWhenItStops() {
        assertThat(here.holds("crm")).isTrue();
        assertThat(there.holds("crm")).isFalse();
        assertThat(there.holds("erp")).isTrue();
        assertThat(here.nodes()).isEqualTo(Map.of("crm", "here:8080", "erp", "there:8080"));

        here.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> there.holds("crm"));
    }

    @Test
    void aNodeThatDiedLosesItsSystemsAndOneThatComesBackAtItsPlaceTakesThemUpAtOnce() {
        assertThat(here.holds("crm")).isTrue();
        assertThat(there.holds("crm")).isFalse();
        assertThat(new Leases(database.jdbc(), "here", "8080").holds("crm")).isTrue();

        database.jdbc().sql("update connector_lease set until = now()").update();

        await().atMost(Duration.ofSeconds(5)).until(() -> there.holds("crm"));
    }

    @Test
    void aNodeThatNoLongerRunsAConnectorLetsItGo() {
        assertThat(here.holds("crm")).isTrue();
        assertThat(here.holds("erp")).isTrue();

        here.keep(List.of("erp"));

        assertThat(here.nodes()).containsOnlyKeys("erp");
        assertThat(there.holds("crm")).isTrue();
    }

    @Test
    void askingManyTimesIsOneStatement() {
        here.holds("crm");
        database.jdbc().sql("delete from connector_lease").update();

        for (int i = 0; i < 1000; i++) {
            assertThat(here.holds("crm")).isTrue();
        }

        assertThat(here.nodes()).isEmpty();
    }
}
