package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.bench.Bare;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.HttpDoor.Answer;
import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * How fast a hub takes in a whole source of 100,000 records over JDBC and over HTTP, beside what
 * the same store takes when the same rows are only written. A row in {@code docs/figures.md}. The
 * hub is killed once on the way of each; what is told is the time it read. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=ReloadIT}; {@code -Dharness.records=…} changes the size.
 */
@Tag("harness")
class ReloadIT {

    private static final Path FILES = Path.of("src/test/resources/io/casehub/harness/reload");
    private static final Path FIGURES = Path.of("docs/figures.md");
    private static final String HEADING = "\n| full reload | records | seconds | records/s | load |\n|---|---|---|---|---|\n";
    private static final String PASSWORD = "reload";

    @TempDir
    Path folder;

    private final int records = Integer.getInteger("harness.records", 100_000);
    private final StringBuilder rows = new StringBuilder();

    @Test
    void aWholeSourceIsReadAgainAndTheFiguresAreWrittenDown() throws Exception {
        var shop = Shop.of(records);
        FileSystemUtils.copyRecursively(FILES, folder.resolve("hub"));
        for (var shared : List.of("_templates", "api")) {
            FileSystemUtils.copyRecursively(Path.of("routes", shared), folder.resolve("hub/routes").resolve(shared));
        }
        Files.copy(Path.of("mappings/ownership.yaml"), folder.resolve("hub/mappings/ownership.yaml"));
        int port = Loopback.freePort();
        var web = new HttpDoor(port, request -> Answer.json(200, shop.page(request.path().substring(1),
                Integer.parseInt(request.query().getOrDefault("offset", "0")),
                Integer.parseInt(request.query().getOrDefault("limit", "500")))));
        web.open();
        try (var postgres = new Postgres(folder, Loopback.freePort(), PASSWORD)) {
            postgres.start();
            var jdbc = JdbcClient
                    .create(new DriverManagerDataSource(postgres.url(), Postgres.USER, PASSWORD));
            shop.into(jdbc);
            var told = Map.of("spring.datasource.url", postgres.url(), "spring.datasource.username", Postgres.USER,
                    "spring.datasource.password", PASSWORD, "casehub.routes", folder.resolve("hub/routes").toString(),
                    "casehub.mappings", folder.resolve("hub/mappings").toString(), "server.port",
                    String.valueOf(Loopback.freePort()));
            reload(jdbc, told, "shop", Map.of("shop.url", postgres.url(), "shop.user", Postgres.USER, "shop.password",
                    PASSWORD), "JDBC");
            reload(jdbc, told, "web", Map.of("web.url", "http://localhost:" + port), "HTTP");
            ceiling(postgres.url());
        } finally {
            web.close();
        }
        write();
    }

    private void reload(JdbcClient jdbc, Map<String, String> told, String system, Map<String, String> more, String name)
            throws Exception {
        var settings = new java.util.HashMap<>(told);
        settings.putAll(more);
        var load = load();
        Duration took;
        try (var hub = HubProcess.start(settings, folder.resolve("hub.log"))) {
            until(hub, () -> received(jdbc, system) > records / 4);
            took = span(jdbc, system, Instant.EPOCH);
            hub.kill();
        }
        var before = received(jdbc, system);
        var killed = jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
        try (var hub = HubProcess.start(settings, folder.resolve("hub.log"))) {
            until(hub, () -> received(jdbc, system) >= records);
            took = took.plus(span(jdbc, system, killed));
            assertThat(jdbc.sql("select sum(applied) from reading where system = ?").param(system).query(Long.class)
                    .single()).as("no record twice, none lost").isEqualTo(records);
            assertThat(jdbc.sql("select count(*) from pull_run where system = ? and records > 0").param(system)
                    .query(Long.class).single()).isEqualTo(2);
        }
        System.out.println(name + ": killed at " + before + ", " + took);
        row(name + ", whole hub", took, load);
    }

    /** From the first to the last page since a moment, by what they brought. */
    private static Duration span(JdbcClient jdbc, String system, Instant since) {
        return jdbc.sql("""
                select extract(epoch from max(fetched_at) - min(fetched_at)) * 1000 from source_version
                where system = ? and fetched_at > ?::timestamptz
                """).params(system, since.toString()).query((row, number) -> Duration.ofMillis(row.getLong(1)))
                .single();
    }

    private void ceiling(String url) throws IOException {
        try (var bare = new Bare(url, Postgres.USER, PASSWORD)) {
            var written = bare.next(records);
            var load = load();
            var began = System.nanoTime();
            bare.write(written, 500);
            row("ceiling: raw `unnest` upsert of the same rows", Duration.ofNanos(System.nanoTime() - began), load);
        }
    }

    private void row(String name, Duration took, String load) {
        rows.append("| %s | %s | %.1f | %s | %s |%n".formatted(name, grouped(records), took.toMillis() / 1000.0,
                grouped(Math.round(records * 1000.0 / Math.max(1, took.toMillis()))), load));
    }

    private void write() throws IOException {
        System.out.println(HEADING + rows);
        var page = Files.readString(FIGURES);
        int old = page.indexOf("\n| full reload ");
        int end = old < 0 ? -1 : page.indexOf("\n\n", old + 1);
        var kept = old < 0 ? page : page.substring(0, old) + (end < 0 ? "" : page.substring(end + 1));
        Files.writeString(FIGURES, kept.stripTrailing() + "\n" + HEADING + rows);
    }

    private static long received(JdbcClient jdbc, String system) {
        return jdbc.sql("""
                select case when to_regclass('public.pull_run') is null then 0 else 1 end
                """).query(Integer.class).single() == 0
                ? 0
                : jdbc.sql("select coalesce(sum(received), 0) from reading where system = ?").param(system)
                        .query(Long.class).single();
    }

    private static void until(HubProcess hub, BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(20)).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(hub.isAlive()).as("the hub must not end by itself").isTrue();
            return condition.getAsBoolean();
        });
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
