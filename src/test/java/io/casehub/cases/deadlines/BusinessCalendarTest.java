package io.casehub.cases.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

    private static final String OFFICE = """
            zone: Europe/Berlin
            hours: {mon-fri: ["08:00-12:00", "13:00-17:00"], sat: 09:00-12:00}
            holidays: [2026-04-03, 2026-04-06, 2026-12-25]
            """;
    private static final String NIGHTS = """
            zone: Europe/Berlin
            hours: {mon-sun: 22:00-06:00}
            holidays: [2026-12-25]
            """;
    private static final String ROUND = "zone: America/New_York\nhours: {mon-sun: 00:00-24:00}";

    @ParameterizedTest(name = "{0} and {1} h is {2}")
    @CsvSource({
            "2026-03-02T09:00, 2, 2026-03-02T11:00",
            "2026-03-02T11:00, 2, 2026-03-02T14:00", // lunch
            "2026-03-02T16:00, 2, 2026-03-03T09:00", // evening
            "2026-03-02T03:00, 8, 2026-03-02T17:00", // before opening, up to closing
            "2026-03-07T11:00, 2, 2026-03-09T09:00", // Saturday, Sunday
            "2026-04-02T16:00, 2, 2026-04-04T10:00", // Good Friday
            "2026-04-04T11:00, 2, 2026-04-07T09:00", // Easter Monday
            "2026-12-24T16:00, 5, 2026-12-28T09:00"}) // Christmas on a Friday, its Saturday is worked
    void timeIsCountedInOfficeHours(LocalDateTime start, long hours, LocalDateTime end) {
        var calendar = calendar(OFFICE);

        assertThat(calendar.plus(berlin(start), Duration.ofHours(hours))).isEqualTo(berlin(end));
        assertThat(calendar.between(berlin(start), berlin(end))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void aNightIsAsLongAsItIsAndAHolidayEndsItAtMidnight() {
        var nights = calendar(NIGHTS);

        assertThat(nights.between(at("2026-03-28T22:00"), at("2026-03-29T06:00"))).isEqualTo(Duration.ofHours(7));
        assertThat(nights.between(at("2026-10-24T22:00"), at("2026-10-25T06:00"))).isEqualTo(Duration.ofHours(9));
        assertThat(nights.between(at("2026-12-24T22:00"), at("2026-12-26T06:00"))).isEqualTo(Duration.ofHours(8));
        assertThat(nights.plus(at("2026-12-24T23:00"), Duration.ofHours(2))).isEqualTo(at("2026-12-26T01:00"));
    }

    @Test
    void anHourThatClocksSkipIsNoneAndOneTheyShowTwiceIsTwo() {
        var early = calendar("zone: Europe/Berlin\nhours: {sun: 02:00-03:00}");

        assertThat(early.between(at("2026-03-29T00:00"), at("2026-03-29T12:00"))).isEqualTo(Duration.ZERO);
        assertThat(early.between(at("2026-10-25T00:00"), at("2026-10-25T12:00"))).isEqualTo(Duration.ofHours(2));
        assertThat(early.between(at("2026-06-07T00:00"), at("2026-06-07T12:00"))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aroundTheClockTimeIsTimeAlsoWhereClocksChange() {
        var always = calendar(ROUND);
        var start = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(always.plus(start, Duration.ofDays(300))).isEqualTo(start.plus(Duration.ofDays(300)));
        assertThat(always.between(start, start.plusSeconds(25_000_001))).isEqualTo(Duration.ofSeconds(25_000_001));
        assertThat(always.between(start, start.minusSeconds(1))).isEqualTo(Duration.ZERO);
    }

    /** Holds for any start, length and calendar; the same ones every time. */
    @ParameterizedTest
    @ValueSource(strings = {OFFICE, NIGHTS, ROUND})
    void whatIsAddedLiesBetweenAndNoMoreThanPasses(String file) {
        var calendar = calendar(file);
        var random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            var start = Instant.ofEpochSecond(1_767_000_000L + random.nextInt(31_000_000));
            var first = Duration.ofSeconds(1 + random.nextInt(400_000));
            var second = Duration.ofSeconds(random.nextInt(400_000));
            var end = calendar.plus(start, first);

            assertThat(calendar.between(start, end)).isEqualTo(first);
            assertThat(calendar.plus(end, second)).isEqualTo(second.isZero()
                    ? calendar.plus(end, Duration.ZERO)
                    : calendar.plus(start, first.plus(second)));
            assertThat(Duration.between(start, end)).isGreaterThanOrEqualTo(first);
            assertThat(calendar.between(start, end.minusSeconds(1))).isLessThan(first);
        }
    }

    @Test
    void hoursThatNobodyEverWorksEndTheSearch() {
        var holidays = calendar("zone: UTC\nhours: {mon: 09:00-09:01}");

        assertThat(holidays.plus(at("2026-01-01T00:00"), Duration.ofDays(100)))
                .isAfter(Instant.parse("2045-01-01T00:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            zone: Mars                            | a zone such as Europe/Berlin is wanted here, and not Mars
            hours: {moon: 09:00-17:00}            | there is no day moon; days are mon, tue
            hours: {fri-mon: 09:00-17:00}         | there is no day fri-mon
            hours: {mon: 9-17}                    | hours such as 09:00-17:00 or 22:00-06:00 are wanted here, and not 9-17
            hours: {mon: 09:00-09:00}             | hours such as 09:00-17:00
            hours: {mon: 24:00-25:00}             | hours such as 09:00-17:00
            hours: {mon: 09:00-24:30}             | hours such as 09:00-17:00
            hours: {mon: [09:00-12:00, 11:00-17:00]} | the hours of mon overlap: write each stretch once
            hours: {sun: 22:00-06:00, mon: 05:00-09:00} | the hours of mon overlap
            hours: {}                             | say when people work, such as mon-fri: 09:00-17:00
            holidays: [soon]                      | a date such as 2026-12-25 is wanted here, and not soon
            warnAt: 3/4                           | a share from 1% to 99% is wanted here, and not 3/4
            closed: always                        | there is no closed here; known are zone, hours
            """)
    void whatIsWrongIsToldWithItsLine(String line, String sentence) {
        var zone = line.startsWith("zone") ? "" : "zone: UTC\n";
        var hours = line.startsWith("hours") ? "" : "\nhours: {mon: 09:00-17:00}";

        assertThatThrownBy(() -> calendar(zone + line + hours)).isInstanceOf(FileBroken.class)
                .hasMessageStartingWith("calendar.yaml:" + (zone.isEmpty() ? 1 : 2) + ": ")
                .hasMessageContaining(sentence);
    }

    private static BusinessCalendar calendar(String text) {
        return CalendarFile.read(Spot.of(Path.of("calendar.yaml"), text)).calendar();
    }

    private static Instant at(String local) {
        return berlin(LocalDateTime.parse(local));
    }

    private static Instant berlin(LocalDateTime local) {
        return local.atZone(ZoneId.of("Europe/Berlin")).toInstant();
    }
}
