package io.casehub.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.Loopback;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.h2.Driver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * The production jar as the image runs it, with the environment that {@code docker-compose.yml}
 * gives it and nothing else; only hosts and ports are those of processes of this machine. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=ProductionJarIT}.
 */
@Tag("harness")
class ProductionJarIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int SIGTERM = 128 + 15;
    // what a person has set in .env; made up for this run
    private static final String DATABASE_PASSWORD = UUID.randomUUID().toString();
    private static final String MAIL_PASSWORD = UUID.randomUUID().toString();
    private static final Map<String, String> SET = Map.of("POSTGRES_PASSWORD", DATABASE_PASSWORD, "EMAIL_PASSWORD",
            MAIL_PASSWORD);

    @TempDir
    private static Path folder;
    private static Postgres postgres;
    private static Started services;
    private static Machine machine;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Loopback.freePort();

    @BeforeAll
    static void startServices() throws Exception {
        machine = new Machine(Loopback.freePort(), Loopback.freePort(), Loopback.freePort(), Loopback.freePort(),
                Loopback.freePort());
        postgres = new Postgres(Files.createDirectory(folder.resolve("postgres")), machine.postgres(),
                DATABASE_PASSWORD);
        postgres.start();
        services = Started.process(List.of(Started.java(), "-cp", System.getProperty("java.class.path"),
                ServicesProcess.class.getName()), machine.services(folder.resolve("kafka")), folder,
                folder.resolve("services.log"));
        services.await("broker and mail server", START, () -> services.said().contains("services ready"));
        layOut();
    }

    @AfterAll
    static void stopServices() {
        services.close();
        postgres.close();
    }

    @Test
    void theHubRunsOnWhatTheCompositionGivesIt() throws Exception {
        var environment = environment(Map.of());
        try (var hub = start("an empty database", environment)) {
            assertThat(shell(environment)).isZero();
            assertThat(hub.said()).as("the hub's clock is no wall's").containsPattern("T[0-9:.]+Z +INFO");
            var key = addKey(environment);
            assertThat(get("/api/v1/connectors", "").statusCode()).isEqualTo(401);
            assertThat(states(key)).isEqualTo(Map.of("crm", "off", "erp", "off", "billing", "off",
                    "shipping", "running", "email", "running"));
            assertThat(connector(key, "crm").toString()).contains("set crm.api-key, crm.url");
            assertThat(hub.said()).contains("set erp.password, erp.url, erp.user");

            write("The parcel was open");
            hub.await("a case", Duration.ofSeconds(15), () -> subjects(key).contains("The parcel was open"));
            assertThat(get("/actuator/prometheus", key).body()).contains("casehub_records_total{",
                    "casehub_view_reads_total",
                    "casehub_events_followers");
            assertThat(hub.said()).doesNotContain(DATABASE_PASSWORD, MAIL_PASSWORD);
            stop(hub);

            aSecondStartHasEverythingAndADriver(key);
        }
    }

    private void aSecondStartHasEverythingAndADriver(String key) {
        try (var hub = start("a database in use", environment(Map.of("ERP_URL", "jdbc:h2:mem:erp", "ERP_USER", "hub",
                "ERP_PASSWORD", "made-up")))) {
            assertThat(subjects(key)).contains("The parcel was open");
            assertThat(states(key)).containsEntry("erp", "running");
            hub.await("an answer of H2", Duration.ofSeconds(15), () -> hub.said().contains("JdbcSQLSyntaxError")
                    || hub.said().contains("not found"));
            stop(hub);
        }
    }

    @Test
    void whatKeepsItFromStartingIsSaidInOneSentence() throws Exception {
        var bare = folder.resolve("bare");
        Files.createDirectories(bare);
        try (var taken = new ServerSocket(port, 1)) {
            assertThat(refusal(Map.of(), home())).startsWith("casehub needs a PostgreSQL database: set SPRING_");
            assertThat(refusal(environment(Map.of()), bare)).startsWith("There is no folder " + bare);
            assertThat(refusal(environment(Map.of()), home()))
                    .isEqualTo(
                            "Port " + taken.getLocalPort() + " is taken: free it, or choose another with SERVER_PORT.");
        }
        var wrong = new LinkedHashMap<>(environment(Map.of()));
        wrong.put("SPRING_DATASOURCE_PASSWORD", "wrong");
        assertThat(refusal(wrong, home())).startsWith("The database jdbc:postgresql://").contains("refuses the login");
        wrong.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/casehub?password=wrong");
        assertThat(refusal(wrong, home()))
                .startsWith("The database jdbc:postgresql://127.0.0.1:1/casehub does not answer");
    }

    /** What a hub said that could not start, without the frame of stars around it. */
    private String refusal(Map<String, String> environment, Path from) {
        try (var hub = Started.process(command(List.of("--spring.main.banner-mode=off")), environment, from,
                folder.resolve("refused.log"))) {
            assertThat(hub.ended(START)).isEqualTo(1);
            var lines = hub.said().lines().filter(line -> !line.isBlank() && !line.startsWith("*")
                    && !line.startsWith("Picked up")).toList();
            assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains(" WARN "));
            assertThat(lines.subList(lines.size() - 3, lines.size() - 1)).containsExactly("APPLICATION FAILED TO START",
                    "Description:");
            return lines.getLast();
        }
    }

    private Started start(String on, Map<String, String> environment) {
        long begin = System.nanoTime();
        var hub = Started.process(command(List.of()), environment, home(), folder.resolve("hub.log"));
        hub.await("health", START, this::isHealthy);
        System.out.printf("production jar on %s: ready after %.1f s, %.1f s of CPU, %d MB resident%n", on,
                seconds(begin), hub.cpuSeconds(), hub.residentMegabytes());
        return hub;
    }

    private static void stop(Started hub) {
        long begin = System.nanoTime();
        hub.terminate();
        assertThat(hub.ended(STOP)).isEqualTo(SIGTERM);
        System.out.printf("stopped after %.1f s%n", seconds(begin));
        assertThat(hub.said()).doesNotContain(" ERROR ");
    }

    /** The image's own look at the hub's health. */
    private static int shell(Map<String, String> environment) {
        try (var check = Started.process(ImageFile.read().healthcheck(), environment, folder,
                folder.resolve("check.log"))) {
            return check.ended(Duration.ofSeconds(5));
        }
    }

    private static String addKey(Map<String, String> environment) {
        try (var keys = Started.process(
                command(List.of("keys", "add", "--name", "desk", "--roles", "agent,integrator")),
                environment, home(), folder.resolve("keys.log"))) {
            assertThat(keys.ended(START)).as(keys.said()).isZero();
            return keys.said().lines().filter(line -> line.startsWith("ch_")).findFirst().orElseThrow();
        }
    }

    private Map<String, String> environment(Map<String, String> further) {
        var set = new LinkedHashMap<>(SET);
        set.putAll(further);
        var environment = machine.hub(ComposeFile.read().environment("hub", set));
        environment.put("JAVA_TOOL_OPTIONS", ImageFile.read().environment("JAVA_TOOL_OPTIONS") + " -XX:MaxRAM=1g");
        environment.put("SERVER_PORT", String.valueOf(port)); // in its container the port is its own
        environment.put("TZ", "Europe/Berlin");
        return environment;
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(ImageFile.read().entrypoint());
        command.set(0, Started.java());
        command.set(2, home().resolve(command.get(2)).toString());
        command.addAll(arguments);
        return command;
    }

    private static Path home() {
        return folder.resolve("casehub");
    }

    /** What the Dockerfile lays into the image, and a driver that somebody put there. */
    private static void layOut() throws Exception {
        Files.createDirectories(home().resolve("drivers"));
        Files.copy(Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
                home().resolve("drivers/h2.jar"));
        for (var part : List.of("routes", "mappings")) {
            FileSystemUtils.copyRecursively(Path.of(part), home().resolve(part));
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + ImageFile.read().jar());
        try (var built = Files.list(Path.of("target"))) {
            Files.copy(built.filter(matcher::matches).findFirst().orElseThrow(), home().resolve("casehub.jar"));
        }
    }

    private static void write(String subject) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", Loopback.HOST);
        properties.put("mail.smtp.port", String.valueOf(machine.smtp()));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("ada@customer.example");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("support@casehub.example"));
        mail.setSubject(subject);
        mail.setText("Please look at it.");
        Transport.send(mail);
    }

    private boolean isHealthy() {
        try {
            return get("/actuator/health", "").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private List<String> subjects(String key) {
        return json(get("/api/v1/cases", key)).findValuesAsText("subject");
    }

    private Map<String, String> states(String key) {
        var states = new LinkedHashMap<String, String>();
        json(get("/api/v1/connectors", key)).path("items")
                .forEach(connector -> states.put(connector.path("name").asText(), connector.path("state").asText()));
        return states;
    }

    private JsonNode connector(String key, String name) {
        for (var connector : json(get("/api/v1/connectors", key)).path("items")) {
            if (connector.path("name").asText().equals(name)) {
                return connector;
            }
        }
        throw new AssertionError("no connector " + name);
    }

    private HttpResponse<String> get(String path, String key) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + Loopback.HOST + ":" + port + path))
                    .timeout(Duration.ofSeconds(10));
            if (!key.isEmpty()) {
                request.header("X-Api-Key", key);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** The ports of this machine that stand for the hosts of the composition. */
    private record Machine(int postgres, int kafka, int controller, int smtp, int imap) {

        Map<String, String> hub(Map<String, String> given) {
            assertThat(given).containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/casehub")
                    .containsEntry("SHIPPING_BROKERS", "kafka:9092").containsEntry("EMAIL_IMAP_HOST", "mail")
                    .containsEntry("EMAIL_SMTP_HOST", "mail");
            var moved = new LinkedHashMap<>(given);
            moved.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://" + Loopback.HOST + ":" + postgres + "/casehub");
            moved.put("SHIPPING_BROKERS", Loopback.HOST + ":" + kafka);
            moved.put("EMAIL_IMAP_HOST", Loopback.HOST);
            moved.put("EMAIL_IMAP_PORT", String.valueOf(imap));
            moved.put("EMAIL_SMTP_HOST", Loopback.HOST);
            moved.put("EMAIL_SMTP_PORT", String.valueOf(smtp));
            return moved;
        }

        /** The broker and the mail server, as their services are given it. */
        Map<String, String> services(Path kafkaFolder) {
            var compose = ComposeFile.read();
            var moved = new LinkedHashMap<String, String>();
            compose.environment("kafka", SET).forEach((name, value) -> moved.put(name, value
                    .replace("//:", "//" + Loopback.HOST + ":").replace("kafka:9092", Loopback.HOST + ":" + kafka)
                    .replace(":9092", ":" + kafka).replace("localhost:9093", Loopback.HOST + ":" + controller)
                    .replace(":9093", ":" + controller).replace("/var/lib/kafka/data", kafkaFolder.toString())));
            moved.put("GREENMAIL_OPTS", compose.environment("mail", SET).getOrDefault("GREENMAIL_OPTS", "")
                    .replace("-Dgreenmail.setup.test.smtp", "-Dgreenmail.smtp.port=" + smtp)
                    .replace("-Dgreenmail.setup.test.imap", "-Dgreenmail.imap.port=" + imap));
            return moved;
        }
    }
}
