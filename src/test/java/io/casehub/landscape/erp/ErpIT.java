package io.casehub.landscape.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Loopback;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErpIT {

    private static final Company COMPANY = Company.generate(7, 120, LocalDate.of(2026, 6, 1));

    @TempDir
    Path folder;

    private Erp erp;

    @BeforeEach
    void open() {
        erp = new Erp(folder, Loopback.freePort(), "read", "store");
        erp.seed(COMPANY);
        erp.start();
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void fieldsComeWithTheBlanksThatFillThem() throws SQLException {
        try (var connection = reader();
                var rows = connection.createStatement().executeQuery("select KDNR, NAME1, LAND from KUNDE")) {
            rows.next();

            assertThat(rows.getString("KDNR")).hasSize(10).endsWith(" ");
            assertThat(rows.getString("NAME1")).hasSize(40);
            assertThat(rows.getString("LAND")).hasSize(3);
        }
    }

    @Test
    void aReaderWhoPagesByTimeAndKeyMeetsEveryOrderOnce() throws SQLException {
        var seen = new ArrayList<String>();
        var at = Timestamp.valueOf("1970-01-01 00:00:00");
        var key = "";
        try (var connection = reader(); var page = connection.prepareStatement("""
                select AUFNR, AENDZEIT from AUFTRAG where AENDZEIT > ? or (AENDZEIT = ? and AUFNR > ?)
                order by AENDZEIT, AUFNR limit 13""")) {
            for (var more = true; more;) {
                page.setTimestamp(1, at);
                page.setTimestamp(2, at);
                page.setString(3, key);
                more = false;
                for (var rows = page.executeQuery(); rows.next(); more = true) {
                    key = rows.getString(1);
                    at = rows.getTimestamp(2);
                    seen.add(key.strip());
                }
            }
        }

        assertThat(seen).hasSize(COMPANY.orders().size()).doesNotHaveDuplicates();
    }

    @Test
    void theReaderReadsAndNothingElse() throws SQLException {
        try (var connection = reader(); var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update KUNDE set NAME1 = 'X'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("create table MINE (I int)")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void anOrderThatIsPlacedIsSeenAtOnce() throws SQLException {
        var account = COMPANY.accounts().getFirst();

        var placed = erp.staff().placeOrder(account.customer(), account.key(), Chance.of(1, "test", 1), "life");

        try (var connection = reader();
                var query = connection.prepareStatement("select STAT, KDNR from AUFTRAG where AUFNR = ?")) {
            query.setString(1, placed.key());
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("10");
            assertThat(rows.getString(2).strip()).isEqualTo(account.key());
        }
    }

    private Connection reader() throws SQLException {
        return DriverManager.getConnection(erp.url(), Erp.READER, "read");
    }
}
