package io.casehub.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    private static final long NINE = 1_772_355_600_000L;

    private final Profile profile = Profile.empty();
    private Source source = new Source(1);
    private final Shape fresh = new Shape();
    private final Shape old = new Shape();
    private long at = NINE;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void fiftyThousandRecordsWithFortyOptionalFieldsRaiseNoAlarm(long seed) {
        source = new Source(seed);
        for (int i = 0; i < 5000; i++) {
            take(10, record -> {
            });
            assertThat(profile.signs()).as("after %d records", i * 10).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLoadOfOldRecordsWithAFewNewOnesAmongThemRaisesNoAlarm(long seed) {
        source = new Source(seed);
        for (int i = 0; i < 1000; i++) {
            take(50, true, record -> record.put("closedAt", "2020-01-01").remove("fieldAa"));
            take(2, record -> {
            });
            assertThat(profile.signs()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} after {1} records is found within {2}")
    @CsvSource({"NEW_FIELD, 100, 100", "NEW_FIELD, 20000, 30", "RETYPED_FIELD, 100, 100", "RETYPED_FIELD, 20000, 30",
            "VANISHED_FIELD, 200, 520", "VANISHED_FIELD, 20000, 520", "NULLS_RISEN, 200, 250",
            "NULLS_RISEN, 20000, 250"})
    void aDriftIsFoundSoon(DriftKind kind, int learned, int within) {
        take(learned + 300, record -> {
        });

        int needed = 0;
        while (needed < 2000 && profile.signs().isEmpty()) {
            needed++;
            int number = needed;
            take(1, record -> drift(record, kind, number));
        }

        assertThat(needed).isLessThanOrEqualTo(within);
        assertThat(profile.signs().keySet()).extracting(Sign::path).containsExactly(kind == DriftKind.NEW_FIELD
                ? "/vat"
                : "/amount");
    }

    @Test
    void aSeldomFieldThatVanishesIsFoundLater() {
        take(5100, record -> record.put("vat", record.path("id").asInt() % 16 == 0 ? "DE1" : null));

        take(1000, record -> {
        });

        assertThat(profile.signs()).containsOnlyKeys(new Sign(DriftKind.VANISHED_FIELD, "/vat", null));
    }

    @Test
    void whatIsInsideOfWhatVanishedOrIsNewIsNotToldToo() {
        take(1100, record -> record.putObject("address").put("city", "Berlin"));
        take(600, record -> {
        });
        take(600, record -> record.putObject("seat").put("town", "Berlin"));

        assertThat(profile.signs().keySet()).extracting(Sign::path).containsExactlyInAnyOrder("/address", "/seat");
    }

    @Test
    void theFirstTrafficIsTheBaselineHoweverItChanges() {
        var learning = Duration.ofMinutes(5);
        profile.take(sample(300, false, record -> record.put("vat", "DE1")), learning);
        at += 299_000;
        profile.take(sample(300, false, record -> {
        }), learning);

        assertThat(profile.signs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NEW_FIELD", "RETYPED_FIELD", "VANISHED_FIELD", "NULLS_RISEN"})
    void aSignStandsAsLongAsTheDriftAndIsOverSoonAfterIt(DriftKind kind) {
        take(1100, record -> {
        });
        for (int i = 0; i < 3000; i++) {
            int number = i;
            take(1, record -> drift(record, kind, number));
        }
        assertThat(profile.signs().keySet()).extracting(Sign::kind).containsExactly(kind);

        take(Profile.WINDOW + 100, record -> {
        });

        assertThat(profile.signs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NEW_FIELD", "RETYPED_FIELD", "VANISHED_FIELD", "NULLS_RISEN"})
    void whatIsAcceptedIsBaselineAndItsEndIsADriftOfItsOwn(DriftKind kind) {
        take(1100, record -> {
        });
        take(2000, record -> drift(record, kind, record.path("id").asInt()));
        profile.signs().keySet().forEach(profile::accept);
        assertThat(profile.signs()).isEmpty();

        for (int i = 0; i < 300; i++) {
            take(10, record -> drift(record, kind, record.path("id").asInt()));
            assertThat(profile.signs()).isEmpty();
        }
        if (kind == DriftKind.NEW_FIELD) {
            take(600, record -> {
            });
            assertThat(profile.signs()).containsOnlyKeys(new Sign(DriftKind.VANISHED_FIELD, "/vat", null));
        }
    }

    @Test
    void aSignSaysWhatWasAndWhatIs() {
        take(1100, record -> {
        });
        take(400, record -> drift(record, DriftKind.RETYPED_FIELD, 0));

        var sign = new Sign(DriftKind.RETYPED_FIELD, "/amount", JsonType.TEXT);
        assertThat(profile.signs()).containsOnlyKeys(sign);
        assertThat(profile.signs().get(sign)).extracting(Sign.Evidence::usual).isEqualTo("number");
    }

    @Test
    void aProfileComesBackAsItWasStored() {
        take(1350, record -> drift(record, DriftKind.NEW_FIELD, 0));
        take(700, record -> drift(record, DriftKind.RETYPED_FIELD, 0));
        var again = Profile.of(profile.saved());

        assertThat(again.signs()).isEqualTo(profile.signs()).isNotEmpty();
        assertThat(again.saved()).usingRecursiveComparison().isEqualTo(profile.saved());
    }

    @Test
    void keysThatTurnOutToBeDataAreForgotten() {
        for (int i = 0; i < 300; i++) {
            var name = "n" + Integer.toString(i, 26).replaceAll("[0-9]", "q$0").replaceAll("[0-9]", "z")
                    + (char) ('g' + i % 20);
            take(1, record -> record.putObject("people").put(name, 1));
        }

        assertThat(profile.saved().maps()).containsExactly("/people");
        assertThat(profile.saved().fields().keySet()).filteredOn(path -> path.startsWith("/people/"))
                .containsExactly("/people/*");
        assertThat(profile.signs()).isEmpty();
    }

    private static void drift(ObjectNode record, DriftKind kind, int number) {
        switch (kind) {
            case NEW_FIELD -> record.put("vat", "DE1");
            case RETYPED_FIELD -> record.put("amount", "1,50");
            case VANISHED_FIELD -> record.remove("amount");
            default -> record.put("amount", number % 3 == 0 ? null : 1);
        }
    }

    private void take(int records, Consumer<ObjectNode> change) {
        take(records, false, change);
    }

    /** In samples of a hundred at most, as a watch hands them over. */
    private void take(int records, boolean isBacklog, Consumer<ObjectNode> change) {
        for (int left = records; left > 0; left -= 100) {
            profile.take(sample(Math.min(left, 100), isBacklog, change), Duration.ZERO);
        }
    }

    private Sample sample(int records, boolean isBacklog, Consumer<ObjectNode> change) {
        var shape = isBacklog ? old : fresh;
        for (int i = 0; i < records; i++) {
            var record = (ObjectNode) source.next();
            change.accept(record);
            shape.look(record);
        }
        return shape.drain(at, isBacklog);
    }
}
