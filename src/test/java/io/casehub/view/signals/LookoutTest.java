package io.casehub.view.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.ExactJson;
import io.casehub.mapping.FileBroken;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is noticed at a moment, and when to look again. */
class LookoutTest {

    private static final Instant NINE = Instant.parse("2026-03-29T07:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aDayEndsInTheZoneOfTheFile() {
        rules("zone: Europe/Berlin\nsignals: {parcel-late: {on: true, after: PT1H}}");

        var seen = look(NINE, parcel("2026-03-29"));
        var later = look(Instant.parse("2026-03-29T23:00:00Z"), parcel("2026-03-29"));

        assertThat(seen.signals()).isEmpty();
        assertThat(seen.again()).isEqualTo("2026-03-29T23:00:00Z"); // clocks went forward that day
        assertThat(later.signals()).extracting(Signal::since).containsExactly(Instant.parse("2026-03-29T23:00:00Z"));
        assertThat(later.again()).isNull();
    }

    @Test
    void manyContactsAreOneSignalAsLongAsTheyDoNotCease() {
        rules("zone: UTC\nsignals: {repeated-contact: {on: true, contacts: 3, within: P7D}}");
        var daily = IntStream.range(0, 10).mapToObj(day -> contact(day, day)).toArray(Clue[]::new);
        var quiet = List.of(contact(0, 0), contact(1, 1), contact(2, 2), contact(20, 20), contact(21, 21),
                contact(22, 22)).toArray(Clue[]::new);

        assertThat(look(day(9), daily).signals()).extracting(Signal::since).containsExactly(day(2));
        assertThat(look(day(22), quiet).signals()).extracting(Signal::since).containsExactly(day(22));
        assertThat(look(day(22), quiet).again()).isEqualTo(day(27));
        assertThat(look(day(27), quiet).signals()).isEmpty();
    }

    @Test
    void whatIsJustAWithinApartIsNotWithinIt() {
        rules("zone: UTC\nsignals: {repeated-contact: {on: true, contacts: 2, within: P7D}}");

        assertThat(look(day(7), contact(1, 0), contact(2, 7)).signals()).isEmpty();
        assertThat(look(day(6), contact(1, 0), contact(2, 6)).signals()).hasSize(1);
    }

    @Test
    void whatItsSystemCallsOverdueIsThatWhateverItsDay() {
        rules("zone: UTC\nsignals: {invoice-overdue: {on: true, after: P3D}}");

        var seen = look(day(0), clue("billing:invoice:R1", day(-9), "{\"number\": \"R1\", \"dueOn\": \"2027-01-01\", "
                + "\"overdueAt\": \"" + day(-1) + "\"}"));

        assertThat(seen.signals()).extracting(Signal::since).containsExactly(day(-1));
        assertThat(seen.signals().getFirst().reason()).isEqualTo("Invoice R1 was due on 2027-01-01 and is not paid");
    }

    @Test
    void theNewestOfManyThingsAreTheEvidence() {
        rules("zone: UTC\nsignals: {repeated-contact: {on: true, contacts: 3, within: P7D}}");
        var many = IntStream.range(0, 30).mapToObj(n -> clue("crm:interaction:" + n,
                day(0).plus(Duration.ofHours(n)), "{}")).toArray(Clue[]::new);

        assertThat(look(day(2), many).signals().getFirst().evidence()).hasSize(10)
                .contains(SourceRef.of("crm", "interaction", "29"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signals: {}", "zone: Nowhere\nsignals: {}", "zone: UTC\nsignals: {odd: {on: true}}",
            "zone: UTC\nsignals: {new-address: {on: true}}", "zone: UTC\nsignals: {new-address: {on: true, within: 7}}",
            "zone: UTC\nsignals: {new-address: {on: maybe, within: P7D}}",
            "zone: UTC\nsignals: {new-address: {on: true, within: P9999D}}",
            "zone: UTC\nsignals: {case-overdue: {on: true, within: P7D}}",
            "zone: UTC\nsignals: {repeated-contact: {on: true, contacts: 0, within: P7D}}",
            "zone: UTC\nsignals: {score: {on: true, bounds: [{name: churn}]}}",
            "zone: UTC\nsignals: {score: {on: true, bounds: [{name: churn, above: high}]}}"})
    void aFileThatSaysSomethingElseIsRefusedWithItsPlace(String text) {
        rules(text);

        assertThat(SignalRules.fault(folder)).get().extracting(FileBroken::getMessage).asString()
                .contains("signals.yaml:");
    }

    @Test
    void theRulesThatAreShippedAreRight() {
        assertThat(SignalRules.fault(Path.of("mappings"))).isEmpty();
        assertThat(SignalRules.fault(folder)).isEmpty();
        assertThat(new SignalRules(Path.of("mappings")).rules().figures()).hasSameSizeAs(SignalKind.values());
    }

    private void rules(String text) {
        try {
            Files.writeString(folder.resolve("signals.yaml"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Lookout.Seen look(Instant now, Clue... clues) {
        return Lookout.at(now, new SignalRules(folder).rules(), List.of(clues), Set.of());
    }

    private static Clue parcel(String promisedOn) {
        return clue("shipping:shipment:T1", NINE, "{\"number\": \"T1\", \"promisedOn\": \"" + promisedOn + "\"}");
    }

    private static Clue contact(int key, int day) {
        return clue("crm:interaction:" + key, day(day), "{\"address\": \"ada@blum.example\"}");
    }

    private static Instant day(int n) {
        return NINE.plus(Duration.ofDays(n));
    }

    private static Clue clue(String ref, Instant at, String said) {
        var parts = ref.split(":");
        return new Clue(SourceRef.of(parts[0], parts[1], parts[2]), at, ExactJson.parse(said));
    }
}
