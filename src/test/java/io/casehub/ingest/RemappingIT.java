package io.casehub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.ingest.DiffReport.Example;
import io.casehub.ingest.Parking.ParkedRecord;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mappings;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Entity;
import io.casehub.model.Gone;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemappingIT {

    private static final ParkedSearch CRM = ParkedSearch.of("crm");

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final MappingName CUSTOMERS = MappingName.of("crm/customer");
    private static final String BEFORE = """
            {"source": {"key": .id}, "changedAt": .at, "sequence": .version, "kind": "person", "name": .name}
            """;

    @TempDir
    static Path temp;

    private final TestDatabase database = DATABASE.emptied();
    private final Folder folder = new Folder(temp).write("crm/customer", BEFORE);
    private final Rooms rooms = Rooms.open(database, temp, context -> context.registerBean(Picky.class), "ingest",
            "audit");
    private final Ingest ingest = rooms.get(Ingest.class);
    private final Remapping remapping = rooms.get(Remapping.class);
    private final Remapper remapper = rooms.get(Remapper.class);
    private final Picky picky = rooms.get(Picky.class);

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void aMappingThatIsTheSameChangesNothing() {
        told(customer("ada", 1), customer("bob", 1));

        var report = diff(10);
        var remap = remapped();

        assertThat(report).isEqualTo(new DiffReport("crm/customer", 2, 2, 2, 0, 0, 0, List.of(), List.of()));
        assertThat(remap.state()).isEqualTo("finished");
        assertThat(List.of(remap.records(), remap.looked(), remap.unchanged())).containsOnly(2L);
        assertThat(picky.taken).isEmpty();
    }

    @Test
    void aDiffCountsWhatWouldBecomeOfTheNewestRecordsAndChangesNothing() {
        told(customer("ada", 1), customer("bob", 1), customer("eve", 1), customer("tom", 1));
        folder.write("crm/customer", """
                if (.id == "bob") null
                else {"source": {"key": .id}, "changedAt": .at, "sequence": .version, "kind": "person",
                      "name": if (.id == "eve") null else "Dr " + .name, "language": "en"}
                """);

        var report = diff(1000);

        assertThat(List.of(report.looked(), report.changed(), report.vanishing(), report.failing()))
                .containsExactly(4, 2, 1, 1);
        assertThat(report.fields()).extracting(DiffReport.FieldChange::field).containsExactly("language", "name");
        assertThat(report.fields().getLast().examples()).containsExactly(
                new Example("ada", text("ada 1"), text("Dr ada 1")),
                new Example("tom", text("tom 1"), text("Dr tom 1")));
        assertThat(report.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.fault().where()).isEqualTo("name");
            assertThat(fault.keys()).containsExactly("eve");
        });
        assertThat(diff(1).looked()).isEqualTo(1);
        assertThat(picky.taken).isEmpty();
        told(customer("zoe", 1));
        assertThat(record("zoe").name()).as("the mapping in use is the one before").isEqualTo("zoe 1");
    }

    @Test
    void aRemapStoresWhatIsAnotherAndKeepsWhatItWas() {
        told(customer("ada", 1), customer("bob", 1));
        var before = stored("ada");
        live(BEFORE.replace(".name", "\"Dr \" + .name"));

        var remap = remapped();

        assertThat(List.of(remap.changed(), remap.unchanged(), remap.parked())).containsExactly(2L, 0L, 0L);
        assertThat(record("ada").name()).isEqualTo("Dr ada 1");
        assertThat(stored("ada").fetchedAt()).isEqualTo(before.fetchedAt());
        assertThat(stored("ada").record().revision()).isEqualTo(before.record().revision());
        assertThat(count("source_version")).isEqualTo(2);
        assertThat(database.jdbc().sql("select canonical from source_remapped where key = 'ada'").query(String.class)
                .list()).containsExactly(before.canonical());
        assertThat(picky.taken).extracting(SourceRef::key).containsExactly("ada", "bob");
        assertThat(rooms.get(AuditTrail.class).of(new Subject("mapping", "crm/customer"), 0, 10))
                .extracting(entry -> entry.entry().actor() + " " + entry.entry().action() + " " + entry.entry().after())
                .containsExactly("agent:ada remap.asked null",
                        "agent:ada remap.finished changed 2, unchanged 0, vanished 0, parked 0");
    }

    @Test
    void theBooksOfRoutesDoNotMoveAndTheSamePageIsStillUnchanged() {
        told(customer("ada", 1), customer("bob", 1));
        var books = books();
        live(BEFORE.replace(".name", "\"Dr \" + .name"));

        remapped();

        assertThat(books()).isEqualTo(books);
        assertThat(told(customer("ada", 1))).isEqualTo(new Receipt.Landed(1, 0, 1, 0, 0));
        assertThat(told(customer("ada", 2))).isEqualTo(new Receipt.Landed(1, 1, 0, 0, 0));
    }

    @Test
    void aRemapAgainFindsNothingToDo() {
        told(customer("ada", 1));
        live(BEFORE.replace(".name", "\"Dr \" + .name"));
        remapped();
        picky.taken.clear();

        assertThat(remapped().unchanged()).isEqualTo(1);
        assertThat(count("source_remapped")).isEqualTo(1);
        assertThat(picky.taken).isEmpty();
    }

    @Test
    void aRecordThatMeansNothingAnyMoreLeavesAndComesBackWithTheMapping() {
        told(customer("ada", 1));
        live("null");

        assertThat(remapped().vanished()).isEqualTo(1);
        assertThat(stored("ada").record()).isInstanceOf(Gone.class);
        assertThat(remapped().unchanged()).isEqualTo(1);

        live(BEFORE);
        assertThat(remapped().changed()).isEqualTo(1);
        assertThat(record("ada").name()).isEqualTo("ada 1");
        assertThat(count("source_remapped")).isEqualTo(2);
    }

    @Test
    void whatIsGoneStaysGoneWhereItsPayloadSaysNothing() {
        told(customer("ada", 1));
        live("{\"a\": 1}");
        database.jdbc().sql("update source_version set canonical = '{}'").update();

        assertThat(diff(10).unchanged()).isEqualTo(1);
        assertThat(remapped().unchanged()).isEqualTo(1);
    }

    @Test
    void anotherRevisionIsAVersionMoreAndTheCurrentOne() {
        told(customer("ada", 5));
        live(BEFORE.replace(".version", "1"));

        assertThat(remapped().changed()).isEqualTo(1);

        assertThat(record("ada").revision()).isEqualTo(new Revision(at(5), 1));
        assertThat(count("source_version")).isEqualTo(2);
        assertThat(told(customer("ada", 6))).isEqualTo(new Receipt.Landed(1, 1, 0, 0, 0));
        assertThat(remapped().unchanged()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsParkedAndStaysAsItWasUntilTheMappingIsMended() {
        told(customer("ada", 1), customer("bob", 1));
        var books = books();
        live(BEFORE.replace(".name", "if (.id == \"ada\") null else \"Dr \" + .name"));

        var remap = remapped();

        assertThat(List.of(remap.changed(), remap.parked())).containsExactly(1L, 1L);
        assertThat(record("ada").name()).isEqualTo("ada 1");
        var parked = waiting().getFirst();
        assertThat(parked.stage() + " " + parked.key() + " " + parked.reason()).startsWith("mapping ada name: ");
        assertThat(ingest.replay(parked.id())).isFalse();
        assertThat(waiting()).singleElement().extracting(ParkedRecord::attempts).isEqualTo(2);

        live(BEFORE.replace(".name", "\"Dr \" + .name"));
        assertThat(ingest.replay(parked.id())).isTrue();
        assertThat(record("ada").name()).isEqualTo("Dr ada 1");
        assertThat(waiting()).isEmpty();
        assertThat(books()).as("no route has parked it").isEqualTo(books);
    }

    @Test
    void aParkedOneThatItsSystemHasChangedMeanwhileWaitsNoMore() {
        told(customer("ada", 1));
        live(BEFORE.replace(".name", "if (.version == 1) null else .name"));
        remapped();
        told(customer("ada", 2));

        assertThat(ingest.replay(waiting().getFirst().id())).isTrue();

        assertThat(record("ada").name()).isEqualTo("ada 2");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aRemapThatCanReadItAfterAllTakesItOutOfTheParked() {
        told(customer("ada", 1));
        live(BEFORE.replace(".name", "null"));
        remapped();
        live(BEFORE);

        remapped();

        assertThat(waiting()).isEmpty();
    }

    @Test
    void aKeyThatWouldBeAnotherIsParkedSinceRoomsKnowRecordsByIt() {
        told(customer("ada", 1));
        live(BEFORE.replace(": .id", ": \"new-\" + .id"));

        assertThat(diff(10).faults()).singleElement().satisfies(
                fault -> assertThat(fault.fault().what()).contains("is new-ada now and was ada: keep the key"));
        assertThat(remapped().parked()).isEqualTo(1);
        assertThat(count("source_record")).isEqualTo(1);
    }

    @Test
    void whatARoomCannotTakeIsParkedAloneAndTheRestGoesThrough() {
        told(customer("ada", 1), customer("bob", 1), customer("eve", 1));
        picky.refused.add("bob");
        live(BEFORE.replace(".name", "\"Dr \" + .name"));

        var remap = remapped();

        assertThat(List.of(remap.changed(), remap.parked())).containsExactly(2L, 1L);
        assertThat(List.of(record("ada").name(), record("bob").name(), record("eve").name()))
                .containsExactly("Dr ada 1", "bob 1", "Dr eve 1");
        assertThat(waiting()).singleElement().extracting(ParkedRecord::reason).asString().contains("does not like bob");
    }

    @Test
    void aRemapThatWasCutOffGoesOnWhereItWas() {
        told(IntStream.range(0, Remapper.PAGE * 2 + 10).mapToObj(n -> customer("c%04d".formatted(n), 1))
                .toArray(ObjectNode[]::new));
        live(BEFORE.replace(".name", "\"Dr \" + .name"));
        remapping.ask(CUSTOMERS, "agent:ada");
        picky.cutOffBehind = Remapper.PAGE;

        remapper.work();
        var cut = remapping.newest(CUSTOMERS).orElseThrow();
        assertThat(List.of(cut.state(), cut.looked(), cut.afterKey())).containsExactly("running", 500L, "c0499");
        assertThat(count("source_remapped")).isEqualTo(500);
        assertThat(remapping.ask(CUSTOMERS, "agent:bob").id()).as("it is the one under way").isEqualTo(cut.id());

        picky.cutOffBehind = Integer.MAX_VALUE;
        remapper.work();
        var done = remapping.newest(CUSTOMERS).orElseThrow();
        assertThat(List.of(done.state(), done.looked(), done.changed())).containsExactly("finished", 1010L, 1010L);
        assertThat(count("source_remapped")).isEqualTo(1010);
    }

    @Test
    void aMappingThatBreaksHoldsItUpUntilItIsMended() {
        told(customer("ada", 1));
        remapping.ask(CUSTOMERS, "agent:ada");
        live("(");

        remapper.work();
        var heldUp = remapping.newest(CUSTOMERS).orElseThrow();
        assertThat(heldUp.state()).isEqualTo("held-up");
        assertThat(heldUp.problem()).contains("mapping crm/customer cannot be used");
        assertThatThrownBy(() -> diff(10)).hasMessageContaining("cannot be used");

        live(BEFORE);
        remapper.work();
        assertThat(remapping.newest(CUSTOMERS).orElseThrow().state()).isEqualTo("finished");
    }

    @Test
    void onlyMappingsThatMakeRecordsHaveAny() {
        for (var wrong : List.of("crm/none", "crm", "../crm/customer", "crm/customer/more", "erp/customer")) {
            assertThatThrownBy(() -> remapping.ask(MappingName.of(wrong), "agent:ada")).as(wrong)
                    .isInstanceOf(MappingNotFound.class);
        }
        assertThat(MappingName.of("crm/customer.jslt")).isEqualTo(CUSTOMERS);
    }

    @Test
    void whatIsParkedIsTriedAgainThoseFirstThatWereTriedLeast() {
        live(BEFORE.replace(".name", "null"));
        List.of("bob", "ada", "eve").forEach(key -> told(customer(key, 1)));
        var replay = rooms.get(Replay.class);

        assertThat(replay.all(CRM.mappedBy("crm/customer"), 2)).isEqualTo(new Replay.Replayed(2, 0, 2, 3));
        live(BEFORE.replace(".name", "if (.id == \"bob\") null else .name"));
        assertThat(replay.all(CRM, 1)).isEqualTo(new Replay.Replayed(1, 1, 0, 2));
        assertThat(record("eve").name()).as("the one not tried yet").isEqualTo("eve 1");
        assertThat(replay.all(CRM, 10)).isEqualTo(new Replay.Replayed(2, 1, 1, 1));
        assertThat(replay.all(CRM.mappedBy("crm/case"), 10)).isEqualTo(new Replay.Replayed(0, 0, 0, 0));
        assertThat(waiting()).singleElement().extracting(ParkedRecord::payload).asString().contains("bob");
    }

    private DiffReport diff(int last) {
        return rooms.get(HistoryDiff.class).of(CUSTOMERS, last);
    }

    private Remap remapped() {
        remapping.ask(CUSTOMERS, "agent:ada");
        remapper.work();
        return remapping.newest(CUSTOMERS).orElseThrow();
    }

    /** Puts another mapping into use. */
    private void live(String mapping) {
        folder.write("crm/customer", mapping);
        rooms.get(Mappings.class).refresh();
    }

    private Receipt told(ObjectNode... records) {
        var receipt = ingest.accept(new Page("crm", "crm-customers", List.of("crm/customer"),
                Arrays.stream(records).map(RawRecord::of).toList(), null, null));
        picky.taken.clear();
        return receipt;
    }

    private StoredRecord stored(String key) {
        return rooms.get(Records.class).current(List.of(new SourceRef("crm", Entity.CUSTOMER, key))).getFirst();
    }

    private CustomerRecord record(String key) {
        return (CustomerRecord) stored(key).record();
    }

    private List<ParkedRecord> waiting() {
        return rooms.get(Parking.class).waiting(Optional.empty(), Optional.empty(), 10);
    }

    private List<Readings.Reading> books() {
        return rooms.get(Readings.class).of("crm");
    }

    private long count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static ObjectNode customer(String key, int version) {
        return JsonNodeFactory.instance.objectNode().put("id", key).put("at", at(version).toString())
                .put("version", version).put("name", key + " " + version);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static Instant at(int version) {
        return NINE.plus(Duration.ofMinutes(version));
    }
}
