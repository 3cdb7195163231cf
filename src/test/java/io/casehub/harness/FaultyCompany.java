package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.audit.AuditTrail;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import io.casehub.landscape.system.Loopback;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.FileSystemUtils;

/**
 * The five systems, faulty wires to those that speak HTTP, and hubs that are processes of their
 * own: to be killed, frozen and started again.
 */
final class FaultyCompany implements AutoCloseable {

    static final String TOPIC = "harness.events";

    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final int DISK = 1500;
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(4);

    private final Landscape landscape;
    private final Optional<Disk> disk;
    private final Map<String, FaultyWire> wires;
    private final List<Cable> mailCables;
    private final Map<String, String> settings;
    private final Path log;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final int port = Loopback.freePort();
    private final String key;
    private final String build;
    private final List<Duration> recoveries = new CopyOnWriteArrayList<>();
    private HubProcess hub;
    private volatile Api api;

    private FaultyCompany(Path folder, Landscape landscape, Optional<Disk> disk, Random random, String build,
            boolean isKeyed) throws IOException {
        this.landscape = landscape;
        this.disk = disk;
        this.log = Path.of(System.getProperty("harness.log", folder.resolve("hub.log").toString()));
        this.build = build;
        var told = landscape.hubSettings();
        this.wires = Map.of("crm", new FaultyWire(said(told, "crm.url"), random), "billing",
                new FaultyWire(said(told, "billing.url"), random));
        this.settings = new HashMap<>(told);
        wires.forEach((system, wire) -> settings.put(system + ".url", wire.url()));
        this.mailCables = List.of(Cable.between(settings, "email.imap-port"),
                Cable.between(settings, "email.smtp-port"));
        settings.putAll(Map.of("email.tls", "false", "crm.every", "500ms", "billing.every", "500ms", "erp.every", "1s",
                "casehub.events.kafka.brokers", said(told, "shipping.brokers"), "casehub.events.kafka.topic", TOPIC,
                "casehub.routes", routes(folder, isKeyed).toString(), "logging.level.org.apache.kafka", "OFF",
                "spring.main.banner-mode", "off"));
        settings.put("casehub.documents.folder",
                disk.map(Disk::folder).orElse(folder).resolve("documents").toString());
        this.database = new DriverManagerDataSource(said(told, "spring.datasource.url"),
                said(told, "spring.datasource.username"), said(told, "spring.datasource.password"));
        this.jdbc = JdbcClient.create(database);
        this.hub = start(port);
        awaitReady(port);
        this.key = new ApiKeys(jdbc, new AuditTrail(jdbc), TransactionOperations.withoutTransaction())
                .issue("harness", Role.ofKeys(), Duration.ofDays(1), "cli:test").text();
        this.api = at(port);
        awaitQuiet(LONGEST_LOAD);
    }

    /**
     * All of it, with everything loaded once.
     *
     * @param build the word of a {@link BrokenHub.Build}; blank for the hub as it is
     * @param isKeyed whether the crm takes a key by which it knows a comment it has already
     */
    static FaultyCompany open(Path folder, Random random, String build, boolean isKeyed) throws IOException {
        var disk = Disk.at(folder.resolve("landscape/postgres"), DISK);
        var landscape = Landscape.start(LandscapeSettings.still(folder.resolve("landscape"), 120));
        try {
            return new FaultyCompany(folder, landscape, disk, random, build, isKeyed);
        } catch (RuntimeException | Error | IOException e) {
            landscape.close(); // it would lose its folder, and end the JVM
            disk.ifPresent(Disk::close);
            throw e;
        }
    }

    Landscape landscape() {
        return landscape;
    }

    SystemsOfRecord systems() {
        return new SystemsOfRecord(landscape.hubSettings());
    }

    FaultyWire wire(String system) {
        return Objects.requireNonNull(wires.get(system), system);
    }

    List<FaultyWire> wires() {
        return List.copyOf(wires.values());
    }

    /** The lines to the mail server, to read and to send. */
    List<Cable> mailCables() {
        return mailCables;
    }

    /**
     * What the hub's database and its documents lie on; nothing where this machine mounts no small
     * disks.
     */
    Optional<Disk> disk() {
        return disk;
    }

    DataSource database() {
        return database;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** That of a hub that is awake. */
    Api api() {
        return api;
    }

    /** Another node beside the first one, which whoever uses {@link #api()} uses from now on. */
    HubProcess startAnother() {
        int another = Loopback.freePort();
        var node = start(another);
        awaitReady(another);
        api = at(another);
        return node;
    }

    /** The other node goes, as a node does that is told to. */
    void stop(HubProcess another) {
        api = at(port);
        another.close();
    }

    HubProcess hub() {
        return hub;
    }

    /** {@code kill -9}, and another hub at its place. */
    void killAndStart() {
        kill();
        var killed = Instant.now();
        hub = start(port);
        awaitReady(port);
        recoveries.add(Duration.between(killed, Instant.now()));
    }

    /** For how long nobody was there after each kill. */
    List<Duration> recoveries() {
        return List.copyOf(recoveries);
    }

    void kill() {
        try {
            hub.kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until nothing comes in, nothing waits to be carried, and nothing to be told. */
    void awaitQuiet(Duration atMost) {
        var still = new QuietHub(jdbc);
        await().atMost(atMost).pollInterval(Duration.ofMillis(500)).ignoreExceptions().until(still::isReached);
    }

    @Override
    public void close() {
        hub.close();
        wires.values().forEach(FaultyWire::close);
        mailCables.forEach(Cable::close);
        landscape.close();
        disk.ifPresent(Disk::close);
    }

    private Api at(int node) {
        return new Api("http://localhost:" + node, key);
    }

    private HubProcess start(int at) {
        var own = new HashMap<>(settings);
        own.put("server.port", String.valueOf(at));
        own.put("harness.build", build);
        return HubProcess.start(build.isEmpty() ? "io.casehub.Casehub" : BrokenHub.class.getName(), own, log,
                "-XX:TieredStopAtLevel=1", "-Xmx400m");
    }

    private static void awaitReady(int at) {
        var nobody = new Api("http://localhost:" + at, "none");
        await().atMost(LONGEST_START).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                .untilAsserted(() -> assertThat(nobody.sendUnknown("GET", "/actuator/health", null).statusCode())
                        .isEqualTo(200));
    }

    private static String said(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    private static Path routes(Path folder, boolean isKeyed) throws IOException {
        var routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        if (!isKeyed) {
            mend(routes.resolve("crm/crm-case-comment-out.camel.yaml"), "\\\\nIdempotency-Key: \\{id}", "");
            mend(routes.resolve("crm/connector.yaml"), "case-comment:( *)\\{repeatable: true}",
                    "case-comment:$1{repeatable: false}");
        }
        return routes;
    }

    private static void mend(Path file, String before, String after) throws IOException {
        var text = Files.readString(file);
        var mended = text.replaceFirst(before, after);
        assertThat(mended).as(file + " has no " + before).isNotEqualTo(text);
        Files.writeString(file, mended);
    }
}
