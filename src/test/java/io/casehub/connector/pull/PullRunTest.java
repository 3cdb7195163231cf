package io.casehub.connector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.pull.Course.Paging;
import io.casehub.connector.pull.Course.Reads;
import io.casehub.mapping.ExactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRunTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aReadingBeginsAtTheStartOrBehindItsCursor() {
        assertThat(run("0s").position()).isEqualTo(Position.at("1970-01-01T00:00:00Z", "0"));
        assertThat(resumed(byTime("0s", iso("UTC")), "{\"at\":\"2026-01-01T00:00:00Z\",\"key\":\"7\"}").position())
                .satisfies(where -> assertThat(where.at()).isEqualTo("2026-01-01T00:00:00Z"))
                .satisfies(where -> assertThat(where.key().isTextual()).isTrue());
    }

    @Test
    void pagesAreKeyedByTimeAndKeySoASharedTimestampLosesNothing() {
        var run = run("0s");

        var first = run.advance(page(record("2026-07-01T10:00:00Z", "7")), NOON);
        run.landed(first);
        var second = run.advance(page(record("2026-07-01T10:00:00Z", "8")), NOON);

        assertThat(second).isEqualTo("{\"at\":\"2026-07-01T10:00:00Z\",\"key\":\"8\"}");
        assertThat(run.stored()).isEqualTo(first);
    }

    @Test
    void aPageThatRepeatsStopsTheReading() {
        var run = run("0s");
        run.advance(page(record("2026-07-01T10:00:00Z", "7")), NOON);

        assertThatThrownBy(() -> run.advance(page(record("2026-07-01T10:00:00Z", "7")), NOON))
                .isInstanceOf(PageUnusable.class)
                .hasMessageContaining("same page");
    }

    @Test
    void aRecordWithoutWhatTheRoutePagesByHoldsUpNoOthers() {
        var run = run("0s");

        var cursor = run.advance(page(record("2026-07-01T10:00:00Z", "7"), ExactJson.parse("{\"id\": null}")), NOON);

        assertThat(cursor).contains("\"key\":\"7\"");
        assertThatThrownBy(() -> run.advance(page(ExactJson.parse("{\"id\": 7}")), NOON))
                .isInstanceOf(PageUnusable.class).hasMessageContaining("updated_at");
    }

    @Test
    void theCursorStaysBehindWhatMayStillBeOnItsWay() {
        var run = run("2s");

        var cursor = run.advance(page(record("2026-07-01T11:59:59.500Z", "7")), NOON);

        assertThat(cursor).isEqualTo("{\"at\":\"2026-07-01T11:59:58Z\",\"key\":0}");
        assertThat(run.position().at()).isEqualTo("2026-07-01T11:59:59.500Z");
        assertThat(run.advance(page(record("2026-07-01T11:59:57Z", "9")), NOON)).contains("\"key\":\"9\"");
    }

    @Test
    void aTimeThatLiesInTheFutureDoesNotHideWhatComesUntilThen() {
        var run = run("0s");

        var cursor = run.advance(page(record("2099-01-01T00:00:00Z", "7")), NOON);

        assertThat(cursor).isEqualTo("{\"at\":\"2026-07-01T12:00:00Z\",\"key\":0}");
    }

    @Test
    void theCursorNeverGoesBackForTheOverlap() {
        var stored = "{\"at\":\"2026-07-01T11:59:59Z\",\"key\":\"5\"}";
        var run = resumed(byTime("10s", iso("UTC")), stored);

        assertThat(run.advance(page(record("2026-07-01T11:59:59.900Z", "7")), NOON)).isEqualTo(stored);
    }

    @Test
    void timesWithoutAZoneAreReadInTheSourcesOwn() {
        var run = new PullRun(byTime("2s", iso("Europe/Berlin")), Optional.empty());

        var old = run.advance(page(record("2026-07-01T13:59:57", "7")), NOON);
        var young = run.advance(page(record("2026-07-01T13:59:59.5", "8")), NOON);

        assertThat(old).isEqualTo("{\"at\":\"2026-07-01T13:59:57\",\"key\":\"7\"}");
        assertThat(young).startsWith("{\"at\":\"2026-07-01T13:59:58");
    }

    @Test
    void timesAreReadAndWrittenAsTheSourceDoes() {
        var seconds = new PullRun(byTime("10s", new SourceClock(null, 1, UTC)), Optional.empty());
        var german = new PullRun(byTime("10s", new SourceClock(DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss"), 0,
                ZoneId.of("Europe/Berlin"))), Optional.empty());

        assertThat(seconds.advance(page(record(String.valueOf(NOON.getEpochSecond()), "7")), NOON))
                .contains("\"at\":\"" + (NOON.getEpochSecond() - 10) + "\"");
        assertThat(german.advance(page(record("01.07.2026 13:59:58", "7")), NOON)).contains("01.07.2026 13:59:50");
        assertThatThrownBy(() -> german.advance(page(record("yesterday", "8")), NOON))
                .hasMessageContaining("set its parameter at");
    }

    @Test
    void aNumberOfChangesIsReadAgainForThoseThatBecomeVisibleLate() {
        var numbered = course(Reads.CHANGES, Paging.KEYSET, List.of("id"), "0s", 100, iso("UTC"));
        var run = new PullRun(numbered, Optional.empty());

        assertThat(run.advance(page(ExactJson.parse("{\"id\": 70}")), NOON)).isEqualTo("{\"key\":0}");
        assertThat(run.advance(page(ExactJson.parse("{\"id\": 1070}")), NOON)).isEqualTo("{\"key\":970}");
        assertThat(run.position().key().asInt()).isEqualTo(1070);
    }

    @Test
    void aTableReadWholeGoesOnWhereItBrokeOffAndBeginsAnewOnceItIsThrough() {
        var whole = course(Reads.EVERYTHING, Paging.KEYSET, List.of("id"), "0s", 0, iso("UTC"));
        var run = new PullRun(whole, Optional.empty());
        run.answered(NOON);

        var middle = run.advance(page(ExactJson.parse("{\"id\": 2}")), NOON);
        var resumed = new PullRun(whole, Optional.of(middle));
        var end = resumed.advance(new Fetched(List.of(), true), NOON);

        assertThat(resumed.position().key().asInt()).isEqualTo(2);
        assertThat(end).isEqualTo("{\"finished\":\"2026-07-01T12:00:00Z\"}");
        assertThat(new PullRun(whole, Optional.of(end)).position()).isEqualTo(whole.beginning());
    }

    @ParameterizedTest
    @CsvSource({"PAGE, 2", "OFFSET, 1", "NEXT, t2"})
    void aReadingByPagesNotesWhichComesNext(Paging paging, String next) {
        var course = course(Reads.CHANGES, paging, List.of(), "2s", 0, iso("UTC"));
        var run = new PullRun(course, Optional.of("{\"at\":\"2026-07-01T10:00:00Z\"}"));
        run.answered(NOON);

        var first = run.advance(new Fetched(List.of(record("2026-07-01T11:00:00Z", "1")), false, "t2", -1), NOON);
        var resumed = new PullRun(course, Optional.of(first));

        assertThat(run.isOver()).isFalse();
        assertThat(resumed.position().page()).isEqualTo(next);
        assertThat(resumed.position().at()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(resumed.advance(new Fetched(List.of(), true), NOON))
                .as("the next reading begins when this one did, by the source's clock, and a little before")
                .isEqualTo("{\"at\":\"2026-07-01T11:59:58Z\"}");
        assertThat(resumed.isOver()).isTrue();
    }

    @Test
    void behindOneTimeTheKeyGoesOnAndBothBeginAnewWithTheNextReading() {
        var course = course(Reads.CHANGES, Paging.KEY, List.of("id"), "2s", 0,
                new SourceClock(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"), 0, UTC));
        var run = new PullRun(course, Optional.of("{\"at\":\"2026-07-01 10:00:00\"}"));
        run.answered(NOON);

        var middle = run.advance(page(ExactJson.parse("{\"id\": 7}")), NOON);
        var resumed = new PullRun(course, Optional.of(middle));

        assertThat(resumed.position().at()).isEqualTo("2026-07-01 10:00:00");
        assertThat(resumed.position().key().asInt()).isEqualTo(7);
        assertThat(resumed.advance(new Fetched(List.of(), true), NOON))
                .isEqualTo("{\"at\":\"2026-07-01 11:59:58\",\"key\":0}");
    }

    @Test
    void aSourceMayAnswerTimesOneWayAndAskForAnother() {
        var run = new PullRun(byTime("2s", new SourceClock(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"), 0,
                ZoneId.of("Europe/Berlin"))), Optional.empty());

        assertThat(run.advance(page(record("2026-07-01T10:00:00Z", "7")), NOON)).contains("2026-07-01T10:00:00Z");
        assertThat(run.written().at()).isEqualTo("2026-07-01 12:00:00");
    }

    @Test
    void aSourceThatIgnoresThePageOrLinksInACircleIsNotReadForEver() {
        var same = List.of(record("2026-07-01T11:00:00Z", "1"));
        var byNumber = new PullRun(course(Reads.EVERYTHING, Paging.PAGE, List.of(), "0s", 0, iso("UTC")),
                Optional.empty());
        var byLink = new PullRun(course(Reads.EVERYTHING, Paging.NEXT, List.of(), "0s", 0, iso("UTC")),
                Optional.empty());

        byNumber.advance(new Fetched(same, false), NOON);
        byLink.advance(new Fetched(same, false, "t1", -1), NOON);
        byLink.advance(new Fetched(List.of(record("2026-07-01T11:00:00Z", "2")), false, "t2", -1), NOON);

        assertThatThrownBy(() -> byNumber.advance(new Fetched(same, false), NOON)).hasMessageContaining("same page");
        assertThatThrownBy(() -> byLink.advance(new Fetched(same, false, "t1", -1), NOON))
                .hasMessageContaining("same page");
    }

    @Test
    void aSourceThatLosesRecordsUnderwayIsReadOnceMore() {
        var run = new PullRun(course(Reads.EVERYTHING, Paging.OFFSET, List.of(), "0s", 0, iso("UTC")),
                Optional.empty());
        run.answered(NOON);

        run.advance(new Fetched(List.of(record("2026-07-01T11:00:00Z", "1")), false, null, 2), NOON);
        run.advance(new Fetched(List.of(), true, null, 1), NOON);

        assertThat(run.isOver()).isFalse();
        assertThat(run.position().page()).isNull();
        run.advance(new Fetched(List.of(record("2026-07-01T11:00:00Z", "2")), true, null, 1), NOON);
        assertThat(run.isOver()).isTrue();
    }

    private static PullRun run(String overlap) {
        return new PullRun(byTime(overlap, iso("UTC")), Optional.empty());
    }

    private static PullRun resumed(Course course, @Nullable String cursor) {
        return new PullRun(course, Optional.ofNullable(cursor));
    }

    private static Course byTime(String overlap, SourceClock clock) {
        return course(Reads.CHANGES, Paging.KEYSET, List.of("updated_at", "id"), overlap, 0, clock);
    }

    private static Course course(Reads reads, Paging paging, List<String> order, String overlap, long steps,
            SourceClock clock) {
        return new Course("crm", "crm-cases", List.of("crm/case"), reads, paging, order, 2, 1,
                order.size() == 2 ? clock.written("1970-01-01T00:00:00Z") : "", order.isEmpty() ? "" : "0",
                Duration.parse("PT" + overlap),
                steps, clock, Optional.empty());
    }

    private static SourceClock iso(String zone) {
        return new SourceClock(null, 0, ZoneId.of(zone));
    }

    private static Fetched page(JsonNode... records) {
        return new Fetched(Arrays.asList(records), false);
    }

    private static JsonNode record(String at, String key) {
        return ExactJson.parse("{\"updated_at\": \"" + at + "\", \"id\": \"" + key + "\"}");
    }
}
