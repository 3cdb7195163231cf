package io.casehub.connector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Parking;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Loopback;
import io.casehub.mapping.Spot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Reading topics of a real broker, with what stands in compacted ones. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaPullIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T10:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    static Path folder;
    private @Nullable KafkaBroker started;

    @BeforeAll
    void starts() throws Exception {
        started = new KafkaBroker(folder.resolve("kafka"), Loopback.freePort());
        started.start();
        var mappings = Files.createDirectories(folder.resolve("mappings/acme"));
        Files.writeString(mappings.resolve("customer.jslt"), """
                if (.tombstone)
                  {"source": {"key": string(.tombstone.key.id)}, "changedAt": .tombstone.at, "deleted": true}
                else
                  {"source": {"key": string(.id)}, "changedAt": .at, "kind": "person", "name": .name}
                """);
    }

    @AfterAll
    void stops() {
        broker().close();
    }

    @Test
    void aTombstoneDeletesTheRecordOfItsKeyAndWhatIsMadeAgainStands() throws Exception {
        tell("map", customer(1, "Ada", 1), customer(2, "Bea", 1), gone("{\"id\": 1}", 2), gone("{\"id\": 2}", 2),
                customer(2, "Bea again", 3));

        try (var node = new Node(DATABASE.emptied(), "map")) {
            await().atMost(SOON).until(() -> node.books().received() == 5);

            assertThat(node.books()).isEqualTo(new Landed(5, 5, 0, 0, 0));
            assertThat(node.current("1")).isEqualTo("{}");
            assertThat(node.current("2")).contains("Bea again");
        }
    }

    @Test
    void whatATombstoneMeansIsAskedWhereTheRouteDoesNotSay() throws Exception {
        tell("park", customer(1, "Ada", 1), gone("1", 2), customer(2, "Bea", 1));

        try (var node = new Node(DATABASE.emptied(), "park")) {
            await().atMost(SOON).until(() -> node.books().received() == 3);

            assertThat(node.books()).isEqualTo(new Landed(3, 2, 0, 0, 1));
            assertThat(node.parked().getFirst().reason()).contains("it is a tombstone", "map or ignore");
            assertThat(node.parked().getFirst().payload())
                    .isEqualTo("{\"tombstone\":{\"at\":\"2026-01-05T10:00:02Z\",\"key\":1}}");
            assertThat(node.current("1")).contains("Ada");
        }
    }

    @Test
    void aTombstoneThatMeansNothingIsPassed() throws Exception {
        tell("ignore", customer(1, "Ada", 1), gone("no JSON", 2), gone(null, 3));

        try (var node = new Node(DATABASE.emptied(), "ignore")) {
            await().atMost(SOON).until(() -> node.cursor().equals(Optional.of("2")));

            assertThat(node.books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
            assertThat(node.parked()).isEmpty();
        }
    }

    private KafkaBroker broker() {
        return Objects.requireNonNull(started);
    }

    private record Told(@Nullable String key, @Nullable String value, int second) {}

    private static Told customer(int id, String name, int second) {
        return new Told("{\"id\": %d}".formatted(id), "{\"id\": %d, \"name\": \"%s\", \"at\": \"%s\"}"
                .formatted(id, name, LONG_AGO.plusSeconds(second)), second);
    }

    private static Told gone(@Nullable String key, int second) {
        return new Told(key, null, second);
    }

    private void tell(String topic, Told... all) throws Exception {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", broker().brokers()),
                new StringSerializer(), new StringSerializer())) {
            for (var one : all) {
                producer.send(new ProducerRecord<>(topic, 0, LONG_AGO.plusSeconds(one.second()).toEpochMilli(),
                        one.key(), one.value())).get();
            }
        }
    }

    /** A node that reads one topic, whose name is also what it takes tombstones for. */
    private final class Node implements AutoCloseable {

        private final Rooms rooms;
        private final DefaultCamelContext camel = new DefaultCamelContext();

        Node(TestDatabase database, String topic) throws Exception {
            rooms = Rooms.open(database, folder.resolve("mappings"), "ingest", "audit");
            var plans = new Plans(List.of(new PullTemplates().pullKafka()));
            var cursors = rooms.get(Cursors.class);
            camel.getRegistry().bind("kafkaPull", new KafkaPull(plans, cursors, rooms.get(Ingest.class)));
            camel.getRegistry().bind("acme-offsets", new KafkaOffsets("acme", cursors));
            camel.getShutdownStrategy().setTimeout(5);
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel,
                    "file:" + Path.of("routes/_templates/pull-kafka.camel.yaml").toAbsolutePath()));
            camel.start();
            var plan = Plan.of(Spot.read(route(topic)).items().getFirst().get("templatedRoute"),
                    Template.all(Path.of("routes/_templates")), Map.of(), camel::resolvePropertyPlaceholders);
            plans.put(plan);
            camel.addRouteFromTemplate(plan.route(), plan.template(), plan.parameters());
        }

        private Path route(String topic) throws Exception {
            var file = folder.resolve("acme-" + topic + ".camel.yaml");
            var parameters = Map.of("system", "acme", "topic", topic, "brokers", broker().brokers(), "mapping",
                    "acme/customer", "group", topic, "tombstone", topic);
            new YAMLMapper().writeValue(file.toFile(), List.of(Map.of("templatedRoute", Map.of("routeId",
                    "acme-" + topic, "routeTemplateRef", "pull-kafka", "parameters", parameters.entrySet().stream()
                            .map(parameter -> Map.of("name", parameter.getKey(), "value", parameter.getValue()))
                            .toList()))));
            return file;
        }

        Landed books() {
            return rooms.get(Readings.class).of("acme").stream().findFirst().map(Readings.Reading::books)
                    .orElse(new Landed(0, 0, 0, 0, 0));
        }

        Optional<String> cursor() {
            return rooms.get(Readings.class).of("acme").stream().findFirst()
                    .flatMap(reading -> Optional.ofNullable(reading.cursor()));
        }

        List<Parking.ParkedRecord> parked() {
            return rooms.get(Parking.class).waiting(Optional.empty(), Optional.empty(), 10);
        }

        /** A record in the canonical words. */
        String current(String key) {
            return DATABASE.jdbc().sql("""
                    select canonical
                    from source_record join source_version using (system, entity, key, changed_at, sequence, raw_hash)
                    where key = ?
                    """).param(key).query(String.class).single();
        }

        @Override
        public void close() {
            camel.stop();
            rooms.close();
        }
    }
}
