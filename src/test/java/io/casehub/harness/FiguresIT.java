package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.audit.AuditTrail;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Loopback;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How fast the hub is on its landscape, written to {@code docs/figures.md}. The hub is a process of
 * its own with its settings as they come; the landscape, its PostgreSQL excepted, lives in the
 * process of the test. Run by {@code ./mvnw verify -Pharness -Dit.test=FiguresIT};
 * {@code -Dharness.customers=…} changes the size, {@code -Dharness.changes=…} how often each change
 * is tried.
 */
@Tag("harness")
class FiguresIT {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final List<String> SYSTEMS = List.of("crm", "erp", "billing", "shipping", "email");
    private static final List<String> TOLD = List.of("crm", "billing", "shipping");

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private final int changes = Integer.getInteger("harness.changes", 25);

    private final Figures figures;

    FiguresIT() throws IOException {
        figures = new Figures();
    }

    @Test
    void theFiguresAreMeasuredAndWrittenDown() throws Exception {
        var settings = LandscapeSettings.still(folder.resolve("landscape"),
                Integer.getInteger("harness.customers", 2000)).crmRequestsPerSecond(50);
        try (var landscape = Landscape.start(settings)) {
            var port = Loopback.freePort();
            var told = new HashMap<>(landscape.hubSettings());
            told.put("email.tls", "false");
            told.put("server.port", String.valueOf(port));
            var began = Instant.now();
            try (var hub = HubProcess.start(told, folder.resolve("hub.log"))) {
                var jdbc = database(landscape);
                var address = "http://localhost:" + port;
                until(hub, () -> isReady(address));
                figures.ready(Duration.between(began, Instant.now()));
                load(hub, jdbc, began);
                figures.memory(hub.pid());
                figures.identity(Quality.of(landscape.truth().all(), jdbc));
                var api = new Api(address,
                        new ApiKeys(jdbc, new AuditTrail(jdbc), TransactionOperations.withoutTransaction())
                                .issue("figures", Role.ofKeys(), Duration.ofDays(1), "cli:test").text());
                for (var system : SYSTEMS) {
                    figures.seen(system, seen(api, landscape, system));
                }
                for (var system : TOLD) {
                    figures.told(system, told(api, landscape, system));
                }
            }
            figures.write(Path.of("docs/figures.md"), settings, landscape);
        }
        assertThat(Path.of("docs/figures.md")).isNotEmptyFile();
    }

    /** Waits until nothing more comes in, and reads from the books when that was. */
    private void load(HubProcess hub, JdbcClient jdbc, Instant began) {
        var still = new Still(jdbc);
        until(hub, still::isReached);
        jdbc.sql("""
                select system, received, records, first, last
                from (select system, sum(received) as received, max(moved_at) as last from reading group by system) r
                join (select system, count(*) as records, min(fetched_at) as first from source_version
                      group by system) v using (system)
                order by system
                """)
                .query(row -> {
                    figures.load(row.getString("system"), row.getLong("received"),
                            Duration.between(row.getTimestamp("first").toInstant(),
                                    row.getTimestamp("last").toInstant()));
                });
        var last = jdbc.sql("select max(moved_at) from reading").query(java.sql.Timestamp.class).single().toInstant();
        figures.loaded(Duration.between(began, last));
    }

    /**
     * Seconds from a change in a system to its visibility in a view, each at another moment of the
     * hub's round.
     */
    private List<Duration> seen(Api api, Landscape landscape, String system) {
        var took = new ArrayList<Duration>();
        for (int i = 0; i < changes; i++) {
            linger();
            var change = Sight.of(api, landscape, landscape.system(system).touch());
            await().atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10))
                    .until(change::isClear);
            took.add(Duration.between(change.entry().at(), Instant.now()));
        }
        return took;
    }

    /** Seconds from a PATCH to its effect, by the system's journal. */
    private List<Duration> told(Api api, Landscape landscape, String system) {
        var journal = landscape.system(system).journal();
        var took = new ArrayList<Duration>();
        var cases = api.casesOf(system);
        for (int i = 0; i < changes; i++) {
            var hub = api.hubCase(cases.get(i % cases.size()).path("id").asText());
            linger();
            long before = journal.entries().getLast().n();
            var asked = Instant.now();
            api.patch(hub.path("id").asText(), "{\"status\":\"" + another(hub) + "\"}");
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(20))
                    .until(() -> effect(journal, hub, before).size() == 1);
            took.add(Duration.between(asked, effect(journal, hub, before).getFirst().at()));
        }
        return took;
    }

    private static String another(JsonNode hub) {
        return hub.path("status").asText().equals("waiting-customer") ? "open" : "waiting-customer";
    }

    private static List<Journal.Entry> effect(Journal journal, JsonNode hub, long after) {
        return journal.entriesAfter(after).stream().filter(entry -> entry.kind().equals("changed")
                && entry.by().equals("api") && entry.key().equals(hub.at("/origin/key").asText())).toList();
    }

    private void linger() {
        var until = Instant.now().plusMillis(random.nextInt(2000));
        await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(until));
    }

    private static void until(HubProcess hub, BooleanSupplier condition) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(hub.isAlive()).as("the hub must not end by itself").isTrue();
            return condition.getAsBoolean();
        });
    }

    private static boolean isReady(String address) {
        try {
            return new Api(address, "none").sendUnknown("GET", "/actuator/health/readiness", null).statusCode() == 200;
        } catch (IllegalStateException e) {
            return false; // nobody listens yet
        }
    }

    private static JdbcClient database(Landscape landscape) {
        var settings = landscape.hubSettings();
        return JdbcClient.create(new DriverManagerDataSource(settings.get("spring.datasource.url"),
                settings.get("spring.datasource.username"), settings.get("spring.datasource.password")));
    }
}
