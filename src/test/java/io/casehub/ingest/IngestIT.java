package io.casehub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.ingest.Parking.ParkedRecord;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.mapping.Folder;
import io.casehub.mapping.MappingUnusable;
import io.casehub.mapping.Mappings;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Entity;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class IngestIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final SourceRef ADA = new SourceRef("crm", Entity.CUSTOMER, "ada");

    @TempDir
    static Path temp;

    private final TestDatabase database = DATABASE.emptied();
    private final Folder folder = new Folder(temp);
    private final Rooms rooms = Rooms.open(database, temp, context -> context.registerBean(Picky.class), "ingest",
            "audit");
    private final Ingest ingest = rooms.get(Ingest.class);
    private final Parking parking = rooms.get(Parking.class);
    private final Picky picky = rooms.get(Picky.class);

    @BeforeEach
    void writesMappings() {
        folder.write("crm/customer", ".").write("crm/score", "null");
    }

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void aPageLandsWholeWithItsCursorAndItsBooks() {
        var receipt = accept(null, "1", customer("ada", 1), customer("bob", 1));

        assertThat(receipt).isEqualTo(new Landed(2, 2, 0, 0, 0));
        assertThat(rooms.get(Cursors.class).read("crm-customers")).contains("1");
        assertThat(books()).isEqualTo(receipt);
        assertThat(current(ADA).orElseThrow().record()).isInstanceOf(CustomerRecord.class)
                .extracting(record -> record.revision()).isEqualTo(new Revision(at(1), 1));
        assertThat(picky.taken).extracting(SourceRef::key).containsExactly("ada", "bob");
    }

    @Test
    void theSamePageAgainChangesNothing() {
        accept(null, "1", customer("ada", 1));
        picky.taken.clear();

        assertThat(accept("1", "1", customer("ada", 1))).isEqualTo(new Landed(1, 0, 1, 0, 0));
        assertThat(versions()).isEqualTo(1);
        assertThat(picky.taken).isEmpty();
    }

    @Test
    void aPageReadBehindAnotherCursorIsOutdatedAndStoresNothing() {
        accept(null, "1", customer("ada", 1));

        assertThat(accept(null, "2", customer("bob", 1))).isEqualTo(new Receipt.Outdated());
        assertThat(accept("7", "2", customer("bob", 1))).isEqualTo(new Receipt.Outdated());
        assertThat(versions()).isEqualTo(1);
        assertThat(books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(rooms.get(Cursors.class).read("crm-customers")).contains("1");
    }

    @Test
    void anOlderVersionIsSupersededAndInHistory() {
        accept(null, "1", customer("ada", 2));

        assertThat(accept("1", "2", customer("ada", 1))).isEqualTo(new Landed(1, 0, 0, 1, 0));
        assertThat(versions()).isEqualTo(2);
        assertThat(revision(ADA)).isEqualTo(2);
    }

    @Test
    void anOldVersionThatComesAgainIsUnchanged() {
        accept(null, "1", customer("ada", 1));
        accept("1", "2", customer("ada", 2));

        assertThat(accept("2", "3", customer("ada", 1))).isEqualTo(new Landed(1, 0, 1, 0, 0));
        assertThat(revision(ADA)).isEqualTo(2);
    }

    @Test
    void versionsInOnePageEndTheSameInAnyOrder() {
        accept(null, "1", customer("ada", 3), customer("ada", 1), customer("ada", 2), customer("ada", 3));
        accept("1", "2", customer("bob", 1), customer("bob", 2), customer("bob", 3), customer("bob", 3));

        assertThat(List.of(revision(ADA), revision(new SourceRef("crm", Entity.CUSTOMER, "bob")))).containsOnly(3L);
        assertThat(versions()).isEqualTo(6);
        assertThat(books()).isEqualTo(new Landed(8, 4, 2, 2, 0));
        assertThat(picky.taken).extracting(SourceRef::key).containsExactly("ada", "bob");
    }

    @Test
    void theNumberDecidesBetweenTwoVersionsOfOneInstant() {
        accept(null, "1", customer("ada", 1).put("sequence", 10));
        accept("1", "2", customer("ada", 1).put("sequence", 9).put("name", "Older"));

        assertThat(revision(ADA)).isEqualTo(10);
    }

    @Test
    void whatIsGoneLeavesAndStaysInHistory() {
        accept(null, "1", customer("ada", 1));

        accept("1", "2", customer("ada", 2).put("deleted", true));

        assertThat(current(ADA).orElseThrow().record()).isInstanceOf(io.casehub.model.Gone.class);
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void aRecordWhoseMappingFailsIsParkedAlone() {
        var receipt = accept(null, "1", customer("ada", 1), customer("bob", 1).put("name", ""), customer("eve", 1));

        assertThat(receipt).isEqualTo(new Landed(3, 2, 0, 0, 1));
        assertThat(waiting()).singleElement().satisfies(parked -> {
            assertThat(parked.stage()).isEqualTo("mapping");
            assertThat(parked.reason()).isEqualTo("name: is missing");
            assertThat(parked.payload()).isEqualTo(customer("bob", 1).put("name", "").toString());
        });
    }

    @Test
    void theSameFaultyRecordAgainWaitsOnce() {
        var faulty = customer("bob", 1).put("name", "");
        accept(null, "1", faulty);

        assertThat(accept("1", "2", faulty, faulty)).isEqualTo(new Landed(2, 0, 2, 0, 0));
        assertThat(waiting()).singleElement().extracting(ParkedRecord::attempts).isEqualTo(3);
    }

    @Test
    void rawGarbageIsParkedWhole() {
        var garbage = List.of("<html>Bad Gateway</html>", "", "{\"half\": ", "\u0000 \uD83D\uDE00 ü", "{} {}");

        var receipt = ingest.accept(new Page("crm", "crm-customers", List.of("crm/customer"),
                garbage.stream().map(Payloads::parse).toList(), null, "1"));

        assertThat(receipt).isEqualTo(new Landed(5, 0, 0, 0, 5));
        assertThat(waiting()).extracting(ParkedRecord::payload)
                .containsExactlyInAnyOrder("<html>Bad Gateway</html>", "", "{\"half\": ", "\uFFFD \uD83D\uDE00 ü",
                        "{} {}");
        waiting().forEach(parked -> assertThat(ingest.replay(parked.id())).isFalse());
        assertThat(books()).isEqualTo(new Landed(5, 0, 0, 0, 5));
        assertThat(waiting()).hasSize(5);
    }

    @Test
    void aReasonThatQuotesUnstorableTextHoldsUpNothing() {
        var receipt = accept(null, "1", customer("ada", 1).put("birthDate", "\u0000"), customer("bob", 1));

        assertThat(receipt).isEqualTo(new Landed(2, 1, 0, 0, 1));
    }

    @Test
    void textThatTheDatabaseCannotHoldIsParkedAlone() {
        var receipt = accept(null, "1", customer("a\u0000a", 1), customer("bob", 1));

        assertThat(receipt).isEqualTo(new Landed(2, 1, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 15})
    void aRecordThatALaterRoomCannotTakeIsParkedAndTheRestGoesThrough(int place) {
        var page = new ArrayList<ObjectNode>();
        for (int i = 0; i < 16; i++) {
            page.add(customer("c%02d".formatted(i), 1));
        }
        picky.refused.add("c%02d".formatted(place));

        var receipt = accept(null, "1", page.toArray(ObjectNode[]::new));

        assertThat(receipt).isEqualTo(new Landed(16, 15, 0, 0, 1));
        assertThat(waiting()).singleElement().satisfies(parked -> {
            assertThat(parked.stage()).isEqualTo("ingest");
            assertThat(parked.reason()).isEqualTo("IllegalStateException: does not like c%02d".formatted(place));
        });
        assertThat(versions()).isEqualTo(15);
        assertThat(count("customer")).isEqualTo(15);
    }

    @Test
    void allVersionsOfARefusedRecordAreParkedTogether() {
        picky.refused.add("ada");

        assertThat(accept(null, "1", customer("ada", 1), customer("bob", 1), customer("ada", 2)))
                .isEqualTo(new Landed(3, 1, 0, 0, 2));
        assertThat(current(ADA)).isEmpty();
    }

    @Test
    void troubleOfTheDatabaseFailsThePageAndParksNothing() {
        picky.isCutOff = true;

        assertThatThrownBy(() -> accept(null, "1", customer("ada", 1)))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(waiting()).isEmpty();
        assertThat(count("reading")).isZero();
        picky.isCutOff = false;
        assertThat(accept(null, "1", customer("ada", 1))).isEqualTo(new Landed(1, 1, 0, 0, 0));
    }

    @Test
    void aMappingThatCannotBeUsedFailsThePageUntilItIsMended() {
        folder.write("crm/customer", "{");
        assertThatThrownBy(() -> accept(null, "1", customer("ada", 1))).isInstanceOf(MappingUnusable.class);
        assertThat(count("reading") + count("parked_record")).isZero();

        folder.write("crm/customer", ".");

        assertThat(accept(null, "1", customer("ada", 1))).isEqualTo(new Landed(1, 1, 0, 0, 0));
    }

    @Test
    void aReplayAfterTheMappingIsMendedMovesTheBooks() {
        accept(null, "1", customer("ada", 1).put("name", ""), customer("bob", 1));
        folder.write("crm/customer", "{\"name\": \"?\"} + {for (.) .key : .value if (.key != \"name\")}");
        rooms.get(Mappings.class).refresh();
        var parked = waiting().getFirst().id();

        assertThat(ingest.replay(parked)).isTrue();
        assertThat(ingest.replay(parked)).isTrue();

        assertThat(books()).isEqualTo(new Landed(2, 2, 0, 0, 0));
        assertThat(waiting()).isEmpty();
        assertThat(((CustomerRecord) current(ADA).orElseThrow().record()).name()).isEqualTo("?");
        assertThat(rooms.get(Cursors.class).read("crm-customers")).contains("1");
    }

    @Test
    void aReplayThatFailsAgainStaysWithItsNewReason() {
        picky.refused.add("ada");
        accept(null, "1", customer("ada", 1));
        folder.write("crm/customer", "{\"source\": .source}");
        rooms.get(Mappings.class).refresh();

        assertThat(ingest.replay(waiting().getFirst().id())).isFalse();

        assertThat(waiting()).singleElement().satisfies(parked -> {
            assertThat(parked.stage()).isEqualTo("mapping");
            assertThat(parked.reason()).contains("name: is missing");
            assertThat(parked.attempts()).isEqualTo(2);
        });
        assertThat(books()).isEqualTo(new Landed(1, 0, 0, 0, 1));
    }

    @Test
    void aReplayOfAVersionThatIsOldByNowIsSupersededAndOneThatSaysNothingIsUnchanged() {
        picky.refused.add("ada");
        picky.refused.add("bob");
        accept(null, "1", customer("ada", 1), customer("bob", 1));
        picky.refused.clear();
        accept("1", "2", customer("ada", 2));

        replay("ada");
        folder.write("crm/customer", "null");
        rooms.get(Mappings.class).refresh();
        replay("bob");

        assertThat(books()).isEqualTo(new Landed(3, 1, 1, 1, 0));
        assertThat(revision(ADA)).isEqualTo(2);
    }

    @Test
    void whatALaterRoomRefusedIsInOnceItTakesIt() {
        picky.refused.add("ada");
        accept(null, "1", customer("ada", 1));
        picky.refused.clear();

        replay("ada");

        assertThat(books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(revision(ADA)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBooksAlwaysBalanceAndTheNewestVersionStands(long seed) {
        var random = new Random(seed);
        picky.refused.add("k5");
        var newest = new HashMap<String, Long>();
        var sum = new Landed(0, 0, 0, 0, 0);
        String cursor = null;
        for (int page = 0; page < 12; page++) {
            var records = new ArrayList<RawRecord>();
            for (int i = random.nextInt(9); i >= 0; i--) {
                records.add(any(random, newest));
            }
            Collections.shuffle(records, random);
            var next = String.valueOf(page);
            var receipt = ingest.accept(new Page("crm", "crm-customers", List.of("crm/customer", "crm/score"), records,
                    cursor, next));
            assertThat(receipt).isInstanceOf(Landed.class);
            sum = sum.plus((Landed) receipt);
            cursor = next;
        }

        assertThat(books()).isEqualTo(sum);
        assertThat(sum.received()).isEqualTo(sum.applied() + sum.unchanged() + sum.superseded() + sum.parked());
        assertThat(waiting()).hasSize(sum.parked());
        newest.forEach((key, version) -> assertThat(revision(new SourceRef("crm", Entity.CUSTOMER, key)))
                .as(key).isEqualTo(version));
    }

    private RawRecord any(Random random, HashMap<String, Long> newest) {
        var key = "k" + random.nextInt(6);
        int version = 1 + random.nextInt(8);
        return switch (random.nextInt(10)) {
            case 0 -> Payloads.parse("garbage " + random.nextInt(3));
            case 1 -> RawRecord.of(customer(key, version).put("name", ""));
            default -> {
                if (!key.equals("k5")) {
                    newest.merge(key, (long) version, Math::max);
                }
                yield RawRecord.of(customer(key, version));
            }
        };
    }

    private void replay(String key) {
        var parked = waiting().stream().filter(one -> one.payload().contains(key)).findFirst().orElseThrow();
        assertThat(ingest.replay(parked.id())).isTrue();
    }

    private Receipt accept(@Nullable String before, String after, ObjectNode... records) {
        return ingest.accept(new Page("crm", "crm-customers", List.of("crm/customer"),
                Arrays.stream(records).map(RawRecord::of).toList(), before, after));
    }

    private static ObjectNode customer(String key, int version) {
        var record = JsonNodeFactory.instance.objectNode();
        record.putObject("source").put("key", key);
        return record.put("changedAt", at(version).toString()).put("sequence", version).put("kind", "person")
                .put("name", key + " the " + version);
    }

    private static Instant at(int version) {
        return NINE.plus(Duration.ofMinutes(version));
    }

    private Landed books() {
        return rooms.get(Readings.class).of("crm").getFirst().books();
    }

    private List<ParkedRecord> waiting() {
        return parking.waiting(Optional.of("crm"), Optional.empty(), 100);
    }

    private Optional<StoredRecord> current(SourceRef record) {
        return rooms.get(Records.class).current(List.of(record)).stream().findFirst();
    }

    private long revision(SourceRef record) {
        return current(record).orElseThrow().record().revision().sequence();
    }

    private int versions() {
        return count("source_version");
    }

    private int count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }
}
