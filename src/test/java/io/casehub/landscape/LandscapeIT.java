package io.casehub.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Touched;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandscapeIT {

    @TempDir
    static Path folder;

    private static Landscape landscape;

    @BeforeAll
    static void open() {
        landscape = Landscape.start(LandscapeSettings.still(folder, 150));
    }

    @AfterAll
    static void close() {
        landscape.close();
    }

    @Test
    void tellsWhatAnIntegratorNeedsToKnow() {
        assertThat(landscape.hubSettings()).containsOnlyKeys("spring.datasource.url", "spring.datasource.username",
                "spring.datasource.password", "crm.url", "crm.api-key", "erp.url", "erp.user", "erp.password",
                "billing.url",
                "billing.user", "billing.password", "shipping.brokers", "email.imap-host", "email.imap-port",
                "email.smtp-host",
                "email.smtp-port", "email.user", "email.password", "email.address");
        assertThat(folder.resolve("hub.properties")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "erp", "billing", "shipping", "email"})
    void aSystemThatStopsRefusesConnectionsAndComesBackAsItWas(String name) throws IOException {
        var system = landscape.system(name);
        var before = lasting(system);
        var port = port(name);

        system.stop();

        assertThat(system.running()).isFalse();
        assertThatThrownBy(() -> new Socket(Loopback.HOST, port).close()).isInstanceOf(ConnectException.class);
        system.start();
        new Socket(Loopback.HOST, port).close();
        assertThat(lasting(system)).isEqualTo(before);
    }

    @Test
    void postgresKeepsItsDataOverAStopAndIsDurable() throws Exception {
        execute("create table kept (i int)");
        execute("insert into kept values (42)");

        landscape.postgres().stop();
        assertThatThrownBy(() -> query("select i from kept")).isInstanceOf(SQLException.class);
        landscape.postgres().start();

        assertThat(query("select i from kept")).isEqualTo("42");
        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void postgresAsksForAPassword() {
        assertThatThrownBy(
                () -> DriverManager.getConnection(setting("spring.datasource.url"), "casehub", "guessed").close())
                .hasMessageContaining("password");
    }

    @Test
    void aTouchChangesWhatItSaysAndTheJournalKnowsIt() {
        assertThat(landscape.systems()).allSatisfy(system -> {
            var touched = system.touch();

            assertThat(touched.system()).isEqualTo(system.name());
            assertThat(system.journal().entries()).filteredOn(entry -> entry.by().equals("agent"))
                    .extracting(entry -> entry.key()).contains(touched.key());
        });
    }

    @Test
    void lifeReachesEverySystem() {
        var reached = new HashSet<String>();

        for (var i = 0; i < 120; i++)
            landscape.life().beat().map(Touched::system).ifPresent(reached::add);

        assertThat(reached).containsExactlyInAnyOrder("crm", "erp", "billing", "shipping", "email");
    }

    @Test
    void theLeversWorkOverHttp() throws Exception {
        assertThat(control("POST", "/systems/crm/stop").path("running").asBoolean()).isFalse();
        assertThat(landscape.system("crm").running()).isFalse();
        assertThat(control("POST", "/systems/crm/start").path("running").asBoolean()).isTrue();
        assertThat(control("POST", "/systems/billing/touch").path("entity").asText()).isEqualTo("dispute");
        assertThat(control("GET", "/systems/billing/journal")).isNotEmpty();
        assertThat(control("POST", "/life/resume").path("living").asBoolean()).isTrue();
        assertThat(control("POST", "/life/pause").path("living").asBoolean()).isFalse();
        assertThat(control("GET", "/truth").path("1")).isNotEmpty();
        assertThat(control("GET", "/").path("systems").path("postgres").path("running").asBoolean()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsOneClearSentence(@TempDir Path elsewhere) throws IOException {
        try (var other = new ServerSocket()) {
            other.bind(Loopback.address(0));
            var port = other.getLocalPort();

            assertThatThrownBy(() -> Landscape.start(
                    LandscapeSettings.still(elsewhere, 20).ports(new Ports(0, 0, 0, port, 0, 0, 0, 0))))
                    .isInstanceOf(PortTaken.class)
                    .hasMessage(
                            "Port %d for billing is taken: free it, or choose another with --landscape.billing.port=… (0 picks a free one).",
                            port);
        }
        assertThat(Files.exists(elsewhere.resolve("crm"))).isFalse();
    }

    @Test
    void twoLandscapesDoNotShareAFolder() {
        assertThatThrownBy(() -> Landscape.start(LandscapeSettings.still(folder, 150)))
                .hasMessageContaining("Another landscape lives in");
    }

    // what waits to be published says nothing about what is kept
    private static Map<String, Long> lasting(LandscapeSystem system) {
        var counts = new TreeMap<>(system.counts());
        counts.remove("unpublished");
        return counts;
    }

    private static int port(String system) {
        var address = switch (system) {
            case "crm" -> setting("crm.url");
            case "erp" -> setting("erp.url");
            case "billing" -> setting("billing.url");
            case "shipping" -> setting("shipping.brokers");
            default -> ":" + setting("email.imap-port");
        };
        return Integer.parseInt(address.replaceFirst(".*:(\\d+).*", "$1"));
    }

    private static String setting(String name) {
        return String.valueOf(landscape.hubSettings().get(name));
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (var connection = database(); var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(setting("spring.datasource.url"), setting("spring.datasource.username"),
                setting("spring.datasource.password"));
    }

    private static JsonNode control(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(landscape.controlUrl() + path))
                .method(method, BodyPublishers.noBody()).build();
        return Json.CAMEL.read(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body(),
                JsonNode.class);
    }
}
