package io.casehub.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.casehub.mapping.ExactJson;
import io.casehub.model.Gone;
import io.casehub.model.Revision;
import io.casehub.model.Shipment;
import io.casehub.model.ShipmentStatus;
import io.casehub.model.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private final Watch watch = new Watch();

    @Test
    void ofALargePageAFewAreLookedAtAndTheCodesOfAll() {
        watch.see(Collections.nCopies(500, shipment(NINE, ShipmentStatus.UNKNOWN, "ON_A_CAMEL")), 0);

        var report = watch.report(0);

        assertThat(report.samples()).extracting(sample -> sample.of("")).containsExactly(50);
        assertThat(report.unknown()).isEqualTo(Map.of("ON_A_CAMEL", 500));
        assertThat(watch.report(0).isEmpty()).isTrue();
    }

    @Test
    void whatWasNotChangedForADayIsBacklogAndWhatIsGoneSaysNothing() {
        watch.see(List.of(shipment(NINE.minus(Duration.ofHours(25)), ShipmentStatus.DELIVERED, "OK"),
                shipment(NINE.minus(Duration.ofHours(23)), ShipmentStatus.DELIVERED, "OK"),
                new Seen(ExactJson.parse("{\"deleted\": true}"), new Gone(ref(), new Revision(NINE, 1)), NINE)), 0);

        assertThat(watch.report(0).samples()).extracting(Sample::isBacklog, sample -> sample.of(""))
                .containsExactly(tuple(true, 1),
                        tuple(false, 1));
    }

    @Test
    void aCodeIsNotedAsMappedIfItWasUnknownBefore() {
        watch.expect(Set.of("OK"));

        watch.see(List.of(shipment(NINE, ShipmentStatus.DELIVERED, "OK"),
                shipment(NINE, ShipmentStatus.DELIVERED, "DONE")), 0);

        assertThat(watch.report(0).mapped()).containsExactly("OK");
    }

    @Test
    void whereNobodyFetchesWhatWasSeenItDoesNotGrowWithoutEnd() {
        for (int i = 0; i < 1000; i++) {
            watch.see(Collections.nCopies(50, shipment(NINE, ShipmentStatus.UNKNOWN, "CODE" + i)), 0);
        }

        var report = watch.report(0);

        assertThat(report.samples()).hasSize(100);
        assertThat(report.unknown()).hasSize(50);
    }

    private static Seen shipment(Instant changedAt, ShipmentStatus status, String word) {
        return new Seen(ExactJson.parse("{\"code\": \"" + word + "\"}"), new Shipment(ref(), new Revision(changedAt, 1),
                null, "T1", null, null, status, word, null, null, null), NINE);
    }

    private static SourceRef ref() {
        return SourceRef.of("crm", "shipment", "1");
    }
}
