package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.ingest.Readings;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Reading the ERP's database with the queries of its routes. */
class JdbcPullIT {

    private final JdbcDataSource erp = erp();
    private final JdbcClient jdbc = JdbcClient.create(erp);
    private @Nullable RunningRoutes routes;

    @AfterEach
    void stops() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void rowsThatShareATimestampAcrossThePagesEdgeAreAllRead() throws Exception {
        for (int i = 0; i < 1203; i++) {
            customer("K%05d".formatted(i), "2026-01-01 02:00:00");
        }

        start("erp/erp-customers");

        await().until(() -> reading().books().received() >= 1203);
        assertThat(reading().books()).isEqualTo(new Landed(1203, 1203, 0, 0, 0));
    }

    @Test
    void whatChangesIsReadAgainAndWhatIsYoungTwiceWithoutEffect() throws Exception {
        customer("K1", "2026-01-01 02:00:00");
        start("erp/erp-customers");
        await().until(() -> reading().books().applied() == 1);

        jdbc.sql("update KUNDE set ORT = 'Wien', AENDZEIT = localtimestamp where KDNR = 'K1'").update();

        await().until(() -> reading().books().applied() == 2);
        assertThat(reading().books().parked()).isZero();
    }

    @Test
    void anOrderComesWithItsPositions() throws Exception {
        jdbc.sql(
                "insert into AUFTRAG values ('B-1', 'K1', '40', date '2026-01-01', 340080, 'EUR', timestamp '2026-01-01 02:00:00.123')")
                .update();
        jdbc.sql("insert into AUFPOS values ('B-1', 1, 'F-100', 'Rad \"Böe\"', 2, 170040)").update();

        start("erp/erp-orders");

        await().until(() -> reading().books().received() >= 1);
        var canonical = Objects.requireNonNull(routes).database.jdbc().sql("select canonical from source_version")
                .query(String.class).list();
        assertThat(canonical).singleElement().satisfies(order -> assertThat(order)
                .contains("\"amount\":\"3400.80\"", "\"description\":\"Rad \\\"Böe\\\"\"", "\"quantity\":2"));
    }

    @Test
    void aDatabaseThatIsAwayIsToldAndReadOnceItIsBack() throws Exception {
        jdbc.sql("alter table KUNDE rename to KUNDE_ALT").update();
        start("erp/erp-customers");
        await().until(() -> !readings().isEmpty() && reading().failures() > 0);
        assertThat(reading().lastError()).contains("KUNDE");

        jdbc.sql("alter table KUNDE_ALT rename to KUNDE").update();
        customer("K1", "2026-01-01 02:00:00");

        await().until(() -> reading().books().applied() == 1);
        await().until(() -> reading().failingSince() == null); // told when the round has ended, not with its page
    }

    private void start(String route) throws Exception {
        routes = new RunningRoutes(Map.of("erp.zone", "Europe/Berlin", "erp.every", "100"));
        routes.camel.getRegistry().bind("erp", DataSource.class, erp);
        routes.load(route);
    }

    private Reading reading() {
        return readings().stream().findFirst().orElseGet(() -> new Reading("", null, new Landed(0, 0, 0, 0, 0), null,
                null, null, 0, null));
    }

    private List<Reading> readings() {
        return Objects.requireNonNull(routes).rooms.get(Readings.class).of("erp");
    }

    private void customer(String number, String at) {
        jdbc.sql("insert into KUNDE (KDNR, NAME1, LAND, KZ, AENDZEIT) values (?, 'Blum', 'D', 'P', ?)")
                .params(number, at)
                .update();
    }

    private static JdbcDataSource erp() {
        var erp = new JdbcDataSource();
        erp.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("landscape/erp/schema.sql")).execute(erp);
        return erp;
    }
}
