package io.casehub.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mappings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;

/** From the page to the finding, over the door for data. */
class DriftIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String MAPPING = """
            {"source": {"key": .id}, "changedAt": .changed, "subject": .subject, "openedAt": .changed,
             "status": get-key({"OPEN": "open"}, .status, "unknown"), "sourceStatus": .status}""";

    @TempDir
    static Path temp;

    private final TestDatabase database = DATABASE.emptied();
    private final Folder folder = new Folder(temp);
    private final Rooms rooms = open();
    private final Drift drift = rooms.get(Drift.class);
    private int number;

    @BeforeEach
    void writesTheMapping() {
        folder.write("crm/case", MAPPING);
    }

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void aNewARetypedAndAVanishedFieldAreFoundWithTheirShares() {
        accept(300, record -> {
        });
        accept(100, record -> record.put("size", "12").put("vat", "DE1").remove("place"));

        assertThat(open("crm")).extracting(Finding::kind, Finding::path, Finding::type, Finding::usual)
                .containsExactlyInAnyOrder(
                        tuple(DriftKind.NEW_FIELD, "/vat", null, null),
                        tuple(DriftKind.RETYPED_FIELD, "/size", "text", "number"),
                        tuple(DriftKind.VANISHED_FIELD, "/place", null, null));
        assertThat(open("crm")).allSatisfy(finding -> {
            assertThat(finding.traffic()).isEqualTo(new Traffic("crm", "crm-cases", "crm/case"));
            assertThat(finding.word()).isNull();
        });
        assertThat(open("erp")).isEmpty();
    }

    @Test
    void aFieldWhoseNewTypeNoMappingTakesIsFoundAmongTheParked() {
        accept(300, record -> {
        });
        accept(60, record -> record.putObject("subject").put("text", "Lamp"));

        assertThat(open("crm")).extracting(Finding::kind, Finding::path)
                .containsExactly(tuple(DriftKind.RETYPED_FIELD, "/subject"));
    }

    @Test
    void whatIsReadAgainCountsOnce() {
        accept(300, record -> {
        });
        var odd = IntStream.range(0, 3).mapToObj(i -> record().put("vat", "DE1")).map(RawRecord::of).toList();

        for (int i = 0; i < 50; i++) {
            accept(odd);
        }

        assertThat(open("crm")).isEmpty();
    }

    @Test
    void anUnknownCodeIsToldWithItsWordUntilAMappingHasIt() {
        accept(3, record -> record.put("status", "ON_HOLD"));
        accept(2, record -> record.put("status", "ON_HOLD"));
        accept(1, record -> record.put("status", "x".repeat(100)));
        assertThat(open("crm")).extracting(Finding::word, Finding::records)
                .containsExactlyInAnyOrder(tuple("ON_HOLD", 5L), tuple("x".repeat(60), 1L));

        folder.write("crm/case", MAPPING.replace("\"OPEN\"", "\"ON_HOLD\": \"open\", \"OPEN\""));
        rooms.get(Mappings.class).refresh();
        accept(1, record -> record.put("status", "ON_HOLD"));

        assertThat(open("crm")).extracting(Finding::word).containsExactly("x".repeat(60));
        assertThat(drift.of("crm", DriftState.CLEARED)).extracting(Finding::word).containsExactly("ON_HOLD");
    }

    @Test
    void whatIsAcknowledgedIsNotToldAgain() {
        accept(300, record -> {
        });
        accept(100, record -> record.put("vat", "DE1").put("status", "ON_HOLD"));
        for (var finding : open("crm")) {
            var noted = drift.acknowledge("crm", finding.id(), "integrator:ada");
            assertThat(noted.state()).isEqualTo(DriftState.ACKNOWLEDGED);
            assertThat(noted.acknowledgedBy()).isEqualTo("integrator:ada");
            assertThat(drift.acknowledge("crm", finding.id(), "integrator:bob")).isEqualTo(noted);
        }
        accept(700, record -> record.put("vat", "DE1").put("status", "ON_HOLD"));

        assertThat(open("crm")).isEmpty();
        assertThat(drift.count("crm")).isZero();
        assertThat(drift.of("crm", DriftState.ACKNOWLEDGED)).hasSize(2);
        assertThatThrownBy(
                () -> drift.acknowledge("erp", drift.of("crm", DriftState.ACKNOWLEDGED).getFirst().id(), "-"))
                .isInstanceOf(FindingNotFound.class);
        assertThatThrownBy(() -> drift.acknowledge("crm", UUID.randomUUID(), "-")).isInstanceOf(FindingNotFound.class);
    }

    @Test
    void aDriftThatStopsIsClearedByItself() {
        accept(300, record -> {
        });
        accept(100, record -> record.put("vat", "DE1"));
        assertThat(open("crm")).hasSize(1);

        accept(700, record -> {
        });

        assertThat(open("crm")).isEmpty();
        assertThat(drift.of("crm", DriftState.CLEARED)).hasSize(1);
    }

    @Test
    void twoNodesKnowTogetherWhatIsUsual() {
        try (var other = open()) {
            accept(150, record -> {
            });
            accept(other, IntStream.range(0, 150).mapToObj(i -> RawRecord.of(record())).toList());
            accept(other, IntStream.range(0, 60).mapToObj(i -> RawRecord.of(record().put("vat", "DE1"))).toList());
        }

        assertThat(open("crm")).extracting(Finding::path).containsExactly("/vat");
    }

    private Rooms open() {
        return Rooms.open(database, temp, context -> context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("drift", Map.of("casehub.drift.learn", "0s"))), "ingest", "audit");
    }

    private List<Finding> open(String system) {
        return drift.of(system, DriftState.OPEN);
    }

    /** In pages of 20, of which all is looked at. */
    private void accept(int records, Consumer<ObjectNode> change) {
        for (int left = records; left > 0; left -= 20) {
            var page = new ArrayList<RawRecord>();
            for (int i = 0; i < Math.min(left, 20); i++) {
                var record = record();
                change.accept(record);
                page.add(RawRecord.of(record));
            }
            accept(page);
        }
    }

    private void accept(List<RawRecord> records) {
        accept(rooms, records);
    }

    private static void accept(Rooms node, List<RawRecord> records) {
        var cursor = node.get(Cursors.class).read("crm-cases").orElse(null);
        assertThat(node.get(Ingest.class).accept(
                new Page("crm", "crm-cases", List.of("crm/case"), records, cursor, null))).isInstanceOf(Landed.class);
        node.get(Drift.class).fold();
    }

    private ObjectNode record() {
        number++;
        return JsonNodeFactory.instance.objectNode().put("id", "k" + number).put("changed", Instant.now().toString())
                .put("subject", "Lamp " + number).put("status", "OPEN").put("size", number).put("place", "Berlin");
    }
}
