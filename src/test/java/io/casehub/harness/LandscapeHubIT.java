package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.company.Customer;
import io.casehub.landscape.shipping.Topics;
import io.casehub.landscape.system.Journal;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub on its five systems, from the first load to the last outage, seen from outside. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LandscapeHubIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Set<String> USED = new HashSet<>();

    @TempDir
    static Path folder;

    private static HubOnLandscape company;
    private static Landscape landscape;
    private static SystemsOfRecord systems;
    private static Api api;

    @BeforeAll
    static void open() throws IOException {
        company = HubOnLandscape.start(folder, 150);
        landscape = company.landscape();
        systems = company.systems();
        api = company.api();
        eventually(() -> assertThat(recordsOfTheHub()).isEqualTo(recordsOfTheSystems()));
    }

    @AfterAll
    static void close() {
        company.close();
    }

    @Test
    @Order(1)
    void everythingIsInAndNothingIsParkedAndTheBooksBalance() {
        var connectors = Api.items(api.get("/api/v1/connectors")).stream()
                .filter(one -> !one.path("state").asText().equals("off")).toList();

        assertThat(recordsOfTheHub()).isEqualTo(recordsOfTheSystems());
        assertThat(Api.items(api.get("/api/v1/parked"))).isEmpty();
        assertThat(connectors).extracting(one -> one.path("name").asText())
                .containsExactly("billing", "crm", "email", "erp", "shipping");
        assertThat(connectors).allSatisfy(connector -> {
            assertThat(connector.path("state").asText()).isEqualTo("running");
            assertThat(connector.path("routes")).allSatisfy(route -> assertThat(route.path("received").asInt())
                    .isEqualTo(route.path("applied").asInt() + route.path("unchanged").asInt()
                            + route.path("superseded").asInt() + route.path("parked").asInt()));
        });
    }

    @Test
    @Order(2)
    void noHubCustomerHoldsRecordsOfTwoPeople() {
        var quality = Quality.of(landscape.truth().all(), company.jdbc());

        System.out.println(quality);
        assertThat(quality.mixed()).isEmpty();
        assertThat(quality.recall()).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"crm", "erp", "billing", "shipping", "email"})
    void whatChangesInASystemIsSeenByTheApi(String system) {
        var change = Sight.of(api, landscape, landscape.system(system).touch());

        eventually(() -> assertThat(change.isClear()).as(change.touched().toString()).isTrue());
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"crm", "billing", "shipping"})
    void aStatusThatIsSetInTheHubArrivesInTheSystemOfRecordOnceAndIsRecognisedWhenItComesBack(String system) {
        var hub = unusedCase(system);
        var key = hub.at("/origin/key").asText();
        var id = hub.path("id").asText();
        long before = lastEntry(system);

        api.patch(id, "{\"status\":\"" + otherStatus(hub) + "\"}");
        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered"));
        var history = entries(id);
        eventually(() -> assertThat(api.delivery(id).has("echoedAt")).isTrue());

        assertThat(systems.status(system, key)).isEqualTo(word(system, otherStatus(hub)));
        assertThat(effects(system, key, before)).hasSize(1);
        assertThat(api.hubCase(id).path("status").asText()).isEqualTo(otherStatus(hub));
        assertThat(entries(id)).isEqualTo(history);
    }

    /** What happened to a case, but for the deadlines that passed meanwhile. */
    private static List<JsonNode> entries(String id) {
        return api.history(id).stream()
                .filter(entry -> !entry.path("actor").asText().equals("rule:sla")).toList();
    }

    @Test
    @Order(5)
    void whatShippingIsToldStandsInItsNextEventWithTheCommandThatCausedIt() {
        var hub = unusedCase("shipping");
        var id = hub.path("id").asText();

        api.patch(id, "{\"status\":\"" + otherStatus(hub) + "\"}");
        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered"));

        assertThat(systems.inquiry(hub.at("/origin/key").asText()).path("causedBy").asText())
                .isEqualTo(api.delivery(id).path("id").asText());
    }

    @Test
    @Order(6)
    void aCommentThatIsSentTwiceArrivesOnce() {
        var hub = unusedCase("crm");
        var id = hub.path("id").asText();

        for (int i = 0; i < 2; i++) {
            var answer = api.send("POST", "/api/v1/cases/" + id + "/comments", "{\"text\":\"The wheel is on its way\"}",
                    "Idempotency-Key", "wheel", "Content-Type", "application/json");
            assertThat(answer.statusCode()).isEqualTo(201);
        }
        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered"));

        assertThat(systems.crmComments(hub.at("/origin/key").asText()))
                .extracting(comment -> comment.path("text").asText()).containsOnlyOnce("The wheel is on its way");
        assertThat(api.hubCase(id).path("comments")).hasSize(1);
    }

    @Test
    @Order(6)
    void aDocumentOnACaseArrivesInTheCrmOnceAndIsKnownAgainWhenItComesBack() {
        var hub = unusedCase("crm");
        var id = hub.path("id").asText();
        var path = "/api/v1/cases/" + id + "/documents";

        for (int i = 0; i < 2; i++) {
            var answer = api.send("POST", path, """
                    --b\r
                    Content-Disposition: form-data; name="file"; filename="Mängel & Liste.txt"\r
                    Content-Type: text/plain\r
                    \r
                    A wheel is missing, größer als gedacht.\r
                    --b--\r
                    """, "Idempotency-Key", "missing wheel", "Content-Type", "multipart/form-data; boundary=b");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        eventually(() -> assertThat(api.delivery(id).has("echoedAt")).isTrue());

        assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered");
        var uploaded = Api.items(api.get(path)).getFirst();
        assertThat(Api.items(api.get(path))).hasSize(1);
        assertThat(systems.crmCase(hub.at("/origin/key").asText()).path("attachments")).singleElement()
                .satisfies(attachment -> {
                    assertThat(attachment.path("name").asText()).isEqualTo("Mängel & Liste.txt");
                    assertThat(attachment.path("type").asText()).startsWith("text/plain");
                    assertThat(attachment.path("sha256").asText()).isEqualTo(uploaded.path("sha256").asText());
                });
    }

    @Test
    @Order(7)
    void somebodyElsesRemarkBetweenReadAndPatchDoesNotHoldUpAStatus() {
        var hub = unusedCase("crm");
        var key = hub.at("/origin/key").asText();
        var id = hub.path("id").asText();
        long before = lastEntry("crm");

        justAfterTheCrmWasRead();
        systems.commentInCrm(key, "Called, nobody there");
        api.patch(id, "{\"status\":\"" + otherStatus(hub) + "\"}");

        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered"));
        assertThat(systems.status("crm", key)).isEqualTo(word("crm", otherStatus(hub)));
        assertThat(effects("crm", key, before)).hasSize(2);
        assertThat(api.delivery(id).path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    @Order(8)
    void aStatusThatWasChangedThereMeanwhileIsAConflictAndTheHubFollowsTheSource() {
        var hub = unusedCase("crm");
        var key = hub.at("/origin/key").asText();
        var id = hub.path("id").asText();

        justAfterTheCrmWasRead();
        systems.setCrmStatus(key, "Pending Vendor");
        api.patch(id, "{\"status\":\"resolved\"}");

        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("conflict"));
        eventually(() -> assertThat(api.hubCase(id).path("status").asText()).isEqualTo("waiting-third-party"));
        assertThat(systems.status("crm", key)).isEqualTo("Pending Vendor");
    }

    @Test
    @Order(9)
    void aStatusThatWaitedWhileTheSystemWentOnByItselfIsAConflictToo() {
        var hub = unusedCase("crm");
        var key = hub.at("/origin/key").asText();
        var id = hub.path("id").asText();
        var crm = landscape.system("crm");

        crm.stop();
        api.patch(id, "{\"status\":\"resolved\"}");
        eventually(() -> assertThat(api.delivery(id).path("attempts").asInt()).isGreaterThan(2));
        api.post("/api/v1/connectors/crm/pause"); // or the hub may be faster than the person
        crm.start();
        systems.setCrmStatus(key, "Pending Vendor");
        api.post("/api/v1/connectors/crm/resume");

        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("conflict"));
        eventually(() -> assertThat(api.hubCase(id).path("status").asText()).isEqualTo("waiting-third-party"));
        assertThat(systems.status("crm", key)).isEqualTo("Pending Vendor");
    }

    @ParameterizedTest
    @Order(10)
    @ValueSource(strings = {"crm", "billing", "shipping"})
    void aSystemThatIsDownKeepsItsCommandWaitingAndLosesNothing(String name) {
        var system = landscape.system(name);
        eventually(() -> assertThat(source(name).path("state").asText()).isEqualTo("ok"));
        system.stop();
        var missed = Sight.of(api, landscape, system.touch());
        var hub = unusedCase(name, missed.touched().key());
        var id = hub.path("id").asText();
        long before = lastEntry(name);
        try {
            api.patch(id, "{\"status\":\"" + otherStatus(hub) + "\"}");
            assertItsOutageTroublesNobodyElse(name);
            assertThat(api.delivery(id).path("state").asText()).isIn("pending", "sending");
        } finally {
            system.start(); // the tests behind need it
        }

        eventually(() -> assertThat(api.delivery(id).path("state").asText()).isEqualTo("delivered"));
        eventually(() -> assertThat(missed.isClear()).as(missed.touched().toString()).isTrue());
        eventually(() -> assertThat(source(name).path("state").asText()).isEqualTo("ok"));
        eventually(() -> assertThat(api.delivery(id).has("echoedAt")).isTrue());
        assertThat(systems.status(name, hub.at("/origin/key").asText())).isEqualTo(word(name, otherStatus(hub)));
        assertThat(effects(name, hub.at("/origin/key").asText(), before)).hasSize(1);
        assertThat(recordsOfTheHub()).isEqualTo(recordsOfTheSystems());
    }

    @ParameterizedTest
    @Order(11)
    @ValueSource(strings = {"erp", "email"})
    void aSystemThatIsDownAndIsOnlyReadLosesNothing(String name) {
        var system = landscape.system(name);
        eventually(() -> assertThat(source(name).path("state").asText()).isEqualTo("ok"));
        system.stop();
        var missed = Sight.of(api, landscape, system.touch());
        try {
            assertItsOutageTroublesNobodyElse(name);
        } finally {
            system.start();
        }

        eventually(() -> assertThat(missed.isClear()).as(missed.touched().toString()).isTrue());
        eventually(() -> assertThat(source(name).path("state").asText()).isEqualTo("ok"));
        eventually(() -> assertThat(recordsOfTheHub()).isEqualTo(recordsOfTheSystems()));
    }

    @Test
    @Order(12)
    void aMailOpensACaseItsSenderIsToldTheNumberAndAReplyJoins() throws Exception {
        var writer = knownWriter();
        var address = writer.emails().getFirst();
        int received = landscape.email().received(address).size();

        mail(address, "Where is my bell?", "<bell-1@customers.example>", "I ordered a bell.");
        eventually(() -> assertThat(landscape.email().received(address)).hasSize(received + 1));
        var acknowledgement = landscape.email().received(address).getLast();
        var number = acknowledgement.subject().replaceFirst(".*(CH-\\d+).*", "$1");
        mail(address, "Re: " + acknowledgement.subject(), "<bell-2@customers.example>", "A blue one.", "In-Reply-To",
                acknowledgement.messageId());
        mail(address, "Out of office", "<bell-3@customers.example>", "I am away.", "Auto-Submitted", "auto-replied",
                "In-Reply-To", acknowledgement.messageId());

        eventually(() -> assertThat(api.hubCase(number).path("links")).hasSize(3));
        assertThat(acknowledgement.text()).contains(number);
        assertThat(api.hubCase(number).path("subject").asText()).isEqualTo("Where is my bell?");
        assertThat(api.hubCase(number).path("customer").asText())
                .isEqualTo(api.customer("ref", "crm:" + contactOf(writer)).orElseThrow());
        assertThat(landscape.email().received(address)).hasSize(received + 1);
    }

    @Test
    @Order(13)
    void aPausedConnectorReadsNothingUntilItIsResumed() {
        assertThat(api.post("/api/v1/connectors/crm/pause").path("state").asText()).isEqualTo("paused");
        long reads = crmReads();
        var change = Sight.of(api, landscape, landscape.system("crm").touch());

        await().during(Duration.ofMillis(2500)).atMost(SOON).until(() -> crmReads() == reads);
        assertThat(change.isClear()).isFalse();

        assertThat(api.post("/api/v1/connectors/crm/resume").path("state").asText()).isEqualTo("running");
        eventually(() -> assertThat(change.isClear()).isTrue());
    }

    @ParameterizedTest
    @Order(14)
    @ValueSource(strings = {"crm", "erp", "billing", "shipping"})
    void readingEverythingOnceMoreChangesNothing(String system) {
        var before = books(system);
        var history = versions();

        api.post("/api/v1/connectors/" + system + "/resync");

        eventually(() -> assertThat(books(system).received())
                .isGreaterThanOrEqualTo(before.received() + records(system)));
        assertThat(books(system).applied()).isEqualTo(before.applied());
        assertThat(books(system).parked()).isEqualTo(before.parked());
        assertThat(versions()).isEqualTo(history);
    }

    @Test
    @Order(15)
    void garbageOnATopicIsParkedAloneAndShown() throws Exception {
        systems.publish(Topics.TRACKING, "VM0", "{\"trackingNo\": garbage");
        eventually(() -> assertThat(api.parked("shipping")).hasSize(1));
        var change = Sight.of(api, landscape, landscape.system("shipping").touch());

        eventually(() -> assertThat(change.isClear()).isTrue());
        var parked = api.parked("shipping").getFirst();
        assertThat(parked.path("payload").asText()).isEqualTo("{\"trackingNo\": garbage");
        assertThat(parked.path("route").asText()).startsWith("shipping:" + Topics.TRACKING);
        assertThat(parked.path("reason").asText()).isNotBlank();
        assertThat(api.post(parked.path("href").asText() + "/replay").path("replayed").asBoolean()).isFalse();
        assertThat(api.connector("shipping").path("parked").asInt()).isEqualTo(1);
    }

    @Test
    @Order(16)
    void anOrderInACurrencyThatDoesNotExistIsParkedAloneAndReplayedOnceTheMappingIsMended() throws Exception {
        var order = landscape.company().orders().getFirst().no();
        inTheErp("update AUFTRAG set WKZ = '???', STAT = '90', AENDZEIT = timestamp '"
                + LocalDateTime.now(ZoneId.of("Europe/Berlin")) + "' where AUFNR = '" + order + "'");
        eventually(() -> assertThat(api.parked("erp")).hasSize(1));
        var change = Sight.of(api, landscape, landscape.system("erp").touch());
        eventually(() -> assertThat(change.isClear()).isTrue());
        var parked = api.parked("erp").getFirst();

        company.mend("erp/order", "erp:text(.WKZ)", "if (erp:text(.WKZ) == \"???\") \"EUR\" else erp:text(.WKZ)");
        var replayed = api.post(parked.path("href").asText() + "/replay");

        assertThat(parked.path("reason").asText()).contains("minor-units");
        assertThat(replayed.path("replayed").asBoolean()).isTrue();
        assertThat(api.parked("erp")).isEmpty();
        assertThat(api.views("order", order).getFirst().at("/orders/items"))
                .anySatisfy(item -> {
                    assertThat(item.path("number").asText()).isEqualTo(order);
                    assertThat(item.path("sourceStatus").asText()).isEqualTo("90");
                });
    }

    @Test
    @Order(17)
    void theErpLetsTheHubReadAndNothingElse() throws SQLException {
        var settings = landscape.hubSettings();
        try (var connection = DriverManager.getConnection(settings.get("erp.url"), settings.get("erp.user"),
                settings.get("erp.password")); var statement = connection.createStatement()) {

            assertThat(statement.executeQuery("select count(*) from KUNDE").next()).isTrue();
            assertThatThrownBy(() -> statement.executeUpdate("update KUNDE set TEL = ''"))
                    .hasMessageContaining("Not enough rights");
        }
    }

    @Test
    @Order(18)
    void healthTellsOfEachConnectorAndPrometheusOfTheHubsWork() {
        eventually(() -> assertThat(api.send("GET", "/actuator/prometheus", null).body())
                .containsPattern("casehub_parked_records\\{[^}]*system=\"shipping\"[^}]*} 1.0"));
        for (var system : List.of("crm", "erp", "billing", "shipping", "email")) {
            eventually(() -> assertThat(api.get("/actuator/health").at("/components/connector/details/" + system)
                    .asText()).as(system).isEqualTo("running, source ok"));
        }
        var meters = api.send("GET", "/actuator/prometheus", null).body();

        for (var system : List.of("crm", "erp", "billing", "shipping", "email")) {
            assertThat(meters).containsPattern(
                    "casehub_records_total\\{[^}]*outcome=\"applied\"[^}]*system=\"" + system + "\"");
            assertThat(meters).containsPattern("casehub_source_lag_seconds\\{[^}]*system=\"" + system + "\"");
        }
        assertThat(meters).containsPattern("casehub_deliveries_total\\{[^}]*outcome=\"delivered\"")
                .contains("casehub_view_reads_total");
    }

    @Test
    @Order(19)
    void whoHasNoKeyLearnsNothingButThatTheHubIsThere() {
        for (var path : List.of("/api/v1/customers?name=maier", "/api/v1/cases", "/api/v1/connectors",
                "/api/v1/parked", "/actuator/prometheus")) {
            assertThat(api.sendUnknown("GET", path, null).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(api.sendUnknown("GET", "/actuator/health", null).body()).isEqualTo(
                "{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
    }

    /** The source is told to be down, all sections answer, and what happens elsewhere is seen. */
    private static void assertItsOutageTroublesNobodyElse(String name) {
        var stopped = Instant.now();
        eventually(() -> assertThat(source(name).path("state").asText()).isEqualTo("down"));
        assertThat(Instant.parse(source(name).path("since").asText())).isBetween(stopped.minusSeconds(20),
                Instant.now());
        var other = Sight.of(api, landscape, landscape.system(name.equals("billing") ? "crm" : "billing").touch());

        eventually(() -> assertThat(other.isClear()).isTrue());

        var view = anyView();
        for (var section : List.of("cases", "orders", "invoices", "payments", "shipments", "interactions")) {
            assertThat(view.at("/" + section + "/count").isNumber()).isTrue();
        }
        assertThat(view.at("/customer/name").asText()).isNotBlank();
        assertThat(view.path("sources")).hasSize(5);
    }

    private static JsonNode anyView() {
        return api.views("order", landscape.company().orders().getFirst().no()).getFirst();
    }

    private static JsonNode source(String name) {
        return anyView().at("/sources/" + name);
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(SOON).pollInterval(OFTEN).untilAsserted(holds);
    }

    /** A case that no test has used, one on which somebody still works if there is any. */
    /** A case that stands for one source case alone: what becomes of it is that system's business. */
    private static JsonNode unusedCase(String system, String... besides) {
        var found = api.casesOf(system).stream()
                .filter(hub -> !USED.contains(hub.path("id").asText()))
                .filter(hub -> !List.of(besides).contains(hub.at("/origin/key").asText()))
                .sorted(Comparator.comparing(
                        hub -> List.of("new", "open", "waiting-customer").contains(hub.path("status").asText())
                                ? 0
                                : 1))
                .filter(hub -> api.hubCase(hub.path("id").asText()).path("links").size() == 1)
                .findFirst().orElseThrow();
        USED.add(found.path("id").asText());
        return found;
    }

    private static String otherStatus(JsonNode hub) {
        return List.of("new", "open").contains(hub.path("status").asText()) ? "waiting-customer" : "open";
    }

    private static String word(String system, String status) {
        boolean isWaiting = status.equals("waiting-customer");
        return switch (system) {
            case "crm" -> isWaiting ? "Pending Customer" : "In Progress";
            case "billing" -> isWaiting ? "AWAITING_CUSTOMER" : "UNDER_REVIEW";
            default -> isWaiting ? "WAITING_CUSTOMER" : "INVESTIGATING";
        };
    }

    private static long lastEntry(String system) {
        return landscape.system(system).journal().entries().getLast().n();
    }

    private static List<Journal.Entry> effects(String system, String key, long after) {
        return landscape.system(system).journal().entriesAfter(after).stream()
                .filter(entry -> entry.kind().equals("changed") && entry.by().equals("api")
                        && entry.key().equals(key))
                .toList();
    }

    private static long crmReads() {
        return landscape.system("crm").journal().reads().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The hub will not look again for a second. */
    private static void justAfterTheCrmWasRead() {
        var journal = landscape.system("crm").journal();
        long reads = journal.reads().getOrDefault("list cases", 0L);
        await().atMost(SOON).pollInterval(Duration.ofMillis(5))
                .until(() -> journal.reads().getOrDefault("list cases", 0L) > reads);
    }

    private static Map<String, Long> recordsOfTheHub() {
        var counts = new TreeMap<String, Long>();
        company.jdbc().sql("select system, entity, count(*) from source_record group by system, entity")
                .query(row -> {
                    counts.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
                });
        // those who wrote, and what stands in contacts: no system counts them
        counts.keySet().removeAll(Set.of("email customer", "crm score", "crm consent"));
        return counts;
    }

    private static Map<String, Long> recordsOfTheSystems() {
        var counts = new TreeMap<String, Long>();
        var names = Map.of("crm", Map.of("contacts", "customer", "cases", "case"),
                "erp", Map.of("KUNDE", "customer", "AUFTRAG", "order", "RETOURE", "case"),
                "billing", Map.of("debtors", "customer", "invoices", "invoice", "payments", "payment", "disputes",
                        "case"),
                "shipping", Map.of("parcels", "shipment", "inquiries", "case"),
                "email", Map.of("mailbox", "interaction"));
        names.forEach((system, things) -> things.forEach((thing, entity) -> counts.put(system + " " + entity,
                Objects.requireNonNull(landscape.system(system).counts().get(thing), thing))));
        return counts;
    }

    private static long records(String system) {
        return recordsOfTheSystems().entrySet().stream().filter(entry -> entry.getKey().startsWith(system + " "))
                .mapToLong(Map.Entry::getValue).sum();
    }

    private static long versions() {
        return company.jdbc().sql("select count(*) from source_version").query(Long.class).single();
    }

    private record Books(long received, long applied, long parked) {}

    private static Books books(String system) {
        var routes = api.connector(system).path("routes");
        long received = 0;
        long applied = 0;
        long parked = 0;
        for (var route : routes) {
            received += route.path("received").asLong();
            applied += route.path("applied").asLong();
            parked += route.path("parked").asLong();
        }
        return new Books(received, applied, parked);
    }

    /** A person of whom the crm knows the address, and who has it alone. */
    private static Customer knownWriter() {
        return landscape.company().customers().stream()
                .filter(customer -> customer.person() && landscape.truth().keyOf(customer.no(), "crm", "contact")
                        .isPresent())
                .filter(customer -> landscape.company().writer(customer.emails().getFirst()).isPresent())
                .filter(customer -> api.views("ref", "crm:" + contactOf(customer)).getFirst().at("/customer/contacts")
                        .toString().contains(customer.emails().getFirst()))
                .findFirst().orElseThrow();
    }

    private static String contactOf(Customer customer) {
        return landscape.truth().keyOf(customer.no(), "crm", "contact").orElseThrow();
    }

    private static void mail(String from, String subject, String id, String text, String... headers) throws Exception {
        var settings = landscape.hubSettings();
        var smtp = new Properties();
        smtp.put("mail.smtp.host", settings.get("email.smtp-host"));
        smtp.put("mail.smtp.port", settings.get("email.smtp-port"));
        var message = new MimeMessage(Session.getInstance(smtp)) {

            @Override
            protected void updateMessageID() throws jakarta.mail.MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO,
                new InternetAddress(Objects.requireNonNull(settings.get("email.address"))));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        for (int i = 0; i < headers.length; i += 2) {
            message.setHeader(headers[i], headers[i + 1]);
        }
        Transport.send(message);
    }

    /** Somebody works in the erp's own database, as its owner. */
    private static void inTheErp(String sql) throws Exception {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("landscape/secrets.properties"))) {
            secrets.load(reader);
        }
        try (var connection = DriverManager.getConnection(landscape.hubSettings().get("erp.url"), "erp",
                secrets.getProperty("erp.store")); var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
