package io.casehub.cases.deadlines;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When people work. Time is counted as it really passes between opening and closing: the day on
 * which clocks go forward is an hour shorter where people work through that hour.
 */
final class BusinessCalendar {

    private static final int DAY = 24 * 60;
    /** A year without an hour of work is a slip of the pen; what falls due behind it is due then. */
    private static final int LONGEST = 366 * 20;

    /** Around the clock, where nobody has said otherwise. */
    static final BusinessCalendar ALWAYS = new BusinessCalendar(ZoneId.of("UTC"),
            Map.of(DayOfWeek.MONDAY, List.of(new Hours(0, DAY)), DayOfWeek.TUESDAY, List.of(new Hours(0, DAY)),
                    DayOfWeek.WEDNESDAY, List.of(new Hours(0, DAY)), DayOfWeek.THURSDAY, List.of(new Hours(0, DAY)),
                    DayOfWeek.FRIDAY, List.of(new Hours(0, DAY)), DayOfWeek.SATURDAY, List.of(new Hours(0, DAY)),
                    DayOfWeek.SUNDAY, List.of(new Hours(0, DAY))),
            Set.of());

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Hours>> week;
    private final Set<LocalDate> holidays;

    /** @param week in each day's order, none overlapping the next */
    BusinessCalendar(ZoneId zone, Map<DayOfWeek, List<Hours>> week, Set<LocalDate> holidays) {
        this.zone = zone;
        this.week = Map.copyOf(week);
        this.holidays = Set.copyOf(holidays);
    }

    /** The moment at which so much working time has passed since another. */
    Instant plus(Instant start, Duration working) {
        var left = working;
        var day = start.atZone(zone).toLocalDate();
        for (int i = 0; i < LONGEST; i++, day = day.plusDays(1)) {
            for (var hours : hours(day)) {
                var from = later(start, at(day, hours.from()));
                var to = at(day, hours.to());
                if (from.isBefore(to)) {
                    var here = Duration.between(from, to);
                    if (here.compareTo(left) >= 0) {
                        return from.plus(left);
                    }
                    left = left.minus(here);
                }
            }
        }
        return day.atStartOfDay(zone).toInstant();
    }

    /** The working time between two moments; none where the second is not later. */
    Duration between(Instant start, Instant end) {
        var sum = Duration.ZERO;
        var last = end.atZone(zone).toLocalDate();
        for (var day = start.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (var hours : hours(day)) {
                var from = later(start, at(day, hours.from()));
                var to = at(day, hours.to());
                var until = to.isBefore(end) ? to : end;
                if (from.isBefore(until)) {
                    sum = sum.plus(Duration.between(from, until));
                }
            }
        }
        return sum;
    }

    private List<Hours> hours(LocalDate day) {
        return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /**
     * A time that clocks skip is the moment at which they skip it; of one they show twice, the first.
     */
    private Instant at(LocalDate day, int minute) {
        var local = minute == DAY
                ? day.plusDays(1).atStartOfDay()
                : LocalDateTime.of(day, LocalTime.ofSecondOfDay(minute * 60L));
        var transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : ZonedDateTime.of(local, zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
