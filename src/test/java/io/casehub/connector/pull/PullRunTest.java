package io.casehub.connector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.pull.PullRun.Params;
import io.casehub.connector.pull.PullRun.Position;
import io.casehub.mapping.ExactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PullRunTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aReadingBeginsAtTheStartOrBehindItsCursor() {
        assertThat(run("0s").position()).isEqualTo(new Position("1970-01-01T00:00:00Z", "0"));
        assertThat(new PullRun(params("0s", "UTC"), Optional.of("{\"at\":\"2026-01-01T00:00:00Z\",\"key\":\"7\"}"))
                .position()).isEqualTo(new Position("2026-01-01T00:00:00Z", "7"));
    }

    @Test
    void pagesAreKeyedByTimeAndKeySoASharedTimestampLosesNothing() {
        var run = run("0s");

        var first = run.advance(record("2026-07-01T10:00:00Z", "7"), NOON);
        run.landed(first);
        var second = run.advance(record("2026-07-01T10:00:00Z", "8"), NOON);

        assertThat(Position.parse(second)).isEqualTo(run.position())
                .isEqualTo(new Position("2026-07-01T10:00:00Z", "8"));
        assertThat(run.stored()).isEqualTo(first);
    }

    @Test
    void aPageThatRepeatsStopsTheReading() {
        var run = run("0s");
        run.advance(record("2026-07-01T10:00:00Z", "7"), NOON);

        assertThatThrownBy(() -> run.advance(record("2026-07-01T10:00:00Z", "7"), NOON))
                .isInstanceOf(PageUnusable.class)
                .hasMessageContaining("same page");
    }

    @Test
    void aRecordWithoutWhatTheRoutePagesByIsNamed() {
        assertThatThrownBy(() -> run("0s").advance(ExactJson.parse("{\"id\": 7}"), NOON))
                .isInstanceOf(PageUnusable.class).hasMessageContaining("updated_at");
    }

    @Test
    void theCursorStaysBehindWhatMayStillBeOnItsWay() {
        var run = run("2s");

        var cursor = run.advance(record("2026-07-01T11:59:59.500Z", "7"), NOON);

        assertThat(Position.parse(cursor)).isEqualTo(new Position("2026-07-01T11:59:58Z", "0"));
        assertThat(run.position()).isEqualTo(new Position("2026-07-01T11:59:59.500Z", "7"));
        assertThat(Position.parse(run.advance(record("2026-07-01T11:59:57Z", "9"), NOON)).key()).isEqualTo("9");
    }

    @Test
    void theCursorNeverGoesBackForTheOverlap() {
        var stored = new Position("2026-07-01T11:59:59Z", "5").text();
        var run = new PullRun(params("10s", "UTC"), Optional.of(stored));

        assertThat(run.advance(record("2026-07-01T11:59:59.900Z", "7"), NOON)).isEqualTo(stored);
    }

    @Test
    void timesWithoutAZoneAreReadInTheSourcesOwn() {
        var run = new PullRun(params("2s", "Europe/Berlin"), Optional.empty());

        var old = run.advance(record("2026-07-01T13:59:57", "7"), NOON);
        var young = run.advance(record("2026-07-01T13:59:59.5", "8"), NOON);

        assertThat(Position.parse(old)).isEqualTo(new Position("2026-07-01T13:59:57", "7"));
        assertThat(Position.parse(young).at()).startsWith("2026-07-01T13:59:58");
    }

    private static PullRun run(String overlap) {
        return new PullRun(params(overlap, "UTC"), Optional.empty());
    }

    private static Params params(String overlap, String zone) {
        return new Params("crm", "crm-cases", List.of("crm/case"), List.of("updated_at", "id"), 2,
                "1970-01-01T00:00:00Z", "0", Duration.parse("PT" + overlap), ZoneId.of(zone));
    }

    private static JsonNode record(String at, String key) {
        return ExactJson.parse("{\"updated_at\": \"" + at + "\", \"id\": \"" + key + "\"}");
    }
}
