package io.casehub.cases.deadlines;

import io.casehub.cases.types.Agreement;
import io.casehub.cases.types.Words;
import io.casehub.mapping.Spot;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code mappings/cases/calendar.yaml} says.
 *
 * @param warnAt the share of a goal's time behind which it is warned of, in percent
 * @param agreement for cases whose type has none of its own
 */
record CalendarFile(BusinessCalendar calendar, int warnAt, Agreement agreement) {

    static final CalendarFile NONE = new CalendarFile(BusinessCalendar.ALWAYS, 75, Agreement.NONE);

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern HOURS = Pattern
            .compile("([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final int DAY = 24 * 60;

    /** @throws io.casehub.mapping.FileBroken with the place of what cannot be used */
    static CalendarFile read(Spot file) {
        file.fields("zone", "hours", "holidays", "warnAt", "sla");
        return new CalendarFile(new BusinessCalendar(zone(file.get("zone")), week(file.get("hours")),
                file.find("holidays").map(CalendarFile::holidays).orElse(Set.of())),
                file.find("warnAt").map(CalendarFile::percent).orElse(NONE.warnAt()),
                file.find("sla").map(Words::agreement).orElse(Agreement.NONE));
    }

    private static ZoneId zone(Spot spot) {
        try {
            return ZoneId.of(spot.text());
        } catch (DateTimeException e) {
            throw spot.wrong("a zone such as Europe/Berlin is wanted here, and not " + spot.text());
        }
    }

    private static Set<LocalDate> holidays(Spot list) {
        return list.items().stream().map(spot -> {
            try {
                return LocalDate.parse(spot.text());
            } catch (DateTimeException e) {
                throw spot.wrong("a date such as 2026-12-25 is wanted here, and not " + spot.text());
            }
        }).collect(Collectors.toSet());
    }

    private static int percent(Spot spot) {
        var matcher = Pattern.compile("([1-9][0-9]?)%").matcher(spot.text());
        if (!matcher.matches()) {
            throw spot.wrong("a share from 1% to 99% is wanted here, and not " + spot.text());
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Map<DayOfWeek, List<Hours>> week(Spot spot) {
        var week = new EnumMap<DayOfWeek, List<Hours>>(DayOfWeek.class);
        spot.fields().forEach((days, hours) -> days(days, hours).forEach(
                day -> hours.texts().forEach(text -> add(week, day, text, hours))));
        if (week.isEmpty()) {
            throw spot.wrong("say when people work, such as mon-fri: 09:00-17:00");
        }
        week.values().forEach(day -> day.sort(Comparator.comparing(Hours::from)));
        week.forEach((day, hours) -> refuseOverlap(spot, day, hours));
        return week;
    }

    /**
     * What goes on behind midnight belongs to the next day: if that is a holiday, nobody works then.
     */
    private static void add(Map<DayOfWeek, List<Hours>> week, DayOfWeek day, String text, Spot place) {
        var matcher = HOURS.matcher(text);
        int from = matcher.matches() ? minute(matcher.group(1), matcher.group(2)) : DAY + 1;
        int to = matcher.matches() ? minute(matcher.group(3), matcher.group(4)) : DAY + 1;
        if (from >= DAY || to > DAY || from == to) {
            throw place.wrong("hours such as 09:00-17:00 or 22:00-06:00 are wanted here, and not " + text);
        }
        var today = week.computeIfAbsent(day, any -> new ArrayList<>());
        if (from < to) {
            today.add(new Hours(from, to));
        } else {
            today.add(new Hours(from, DAY));
            if (to > 0) {
                week.computeIfAbsent(day.plus(1), any -> new ArrayList<>()).add(new Hours(0, to));
            }
        }
    }

    private static void refuseOverlap(Spot spot, DayOfWeek day, List<Hours> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).from() < hours.get(i - 1).to()) {
                throw spot.wrong("the hours of " + DAYS.get(day.ordinal()) + " overlap: write each stretch once");
            }
        }
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    /** A day, or several from one to another. */
    private static List<DayOfWeek> days(String text, Spot place) {
        var ends = List.of(text.split("-"));
        int from = DAYS.indexOf(ends.getFirst());
        int to = DAYS.indexOf(ends.getLast());
        if (ends.size() > 2 || from < 0 || to < from) {
            throw place.wrong("there is no day " + text + "; days are " + String.join(", ", DAYS) + ", or mon-fri");
        }
        return List.of(DayOfWeek.values()).subList(from, to + 1);
    }
}
