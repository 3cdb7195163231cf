package io.casehub.intake.reading.enclosed;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.intake.reading.words.PlainText;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Date;
import net.fortuna.ical4j.model.DateTime;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.property.DateProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar object in a mail asks for (RFC 5546): the first event of it.
 *
 * @param method such as {@code REQUEST}, {@code REPLY} or {@code CANCEL}; {@code null} where it
 * says none
 * @param start in ISO 8601: an instant, a day, or a time without a zone
 */
public record Invite(@Nullable String method, @Nullable String uid, @Nullable String summary, @Nullable String start,
        @Nullable String end, @Nullable String location, @Nullable String organizer, List<String> attendees) {

    private static final int LARGEST = 1_000_000;
    private static final int LONGEST = 1_000;
    private static final int MOST_ATTENDEES = 500;

    /** Of the first part that is a calendar. */
    public static Optional<Invite> of(List<Leaf> parts, Warnings warnings) {
        return parts.stream()
                .filter(part -> part.type().name().equals("text/calendar")
                        || part.type().name().equals("application/ics"))
                .findFirst().flatMap(part -> read(part, warnings));
    }

    private static Optional<Invite> read(Leaf part, Warnings warnings) {
        try {
            var text = part.text(LARGEST);
            var calendar = new CalendarBuilder().build(new UnfoldingReader(new StringReader(text), true));
            return calendar.getComponents().stream().filter(component -> component.getName().equals("VEVENT")
                    || component.getName().equals("VTODO")).findFirst()
                    .map(component -> of(calendar, component));
        } catch (IOException | ParserException | RuntimeException e) {
            warnings.add("An invitation could not be read: " + e.getClass().getSimpleName() + ".");
            return Optional.empty();
        }
    }

    private static Invite of(Calendar calendar, Component event) {
        var end = date(event, "DTEND");
        return new Invite(text(calendar.getProperty("METHOD")), text(event.getProperty("UID")),
                text(event.getProperty("SUMMARY")), date(event, "DTSTART"), end == null ? date(event, "DUE") : end,
                text(event.getProperty("LOCATION")), address(text(event.getProperty("ORGANIZER"))),
                event.getProperties("ATTENDEE").stream().limit(MOST_ATTENDEES)
                        .map(attendee -> address(text(attendee))).filter(Objects::nonNull).toList());
    }

    private static @Nullable String text(@Nullable Property property) {
        var value = property == null || property.getValue() == null
                ? ""
                : PlainText.line(property.getValue(), LONGEST);
        return value.isEmpty() ? null : value;
    }

    private static @Nullable String address(@Nullable String uri) {
        return uri == null ? null : uri.replaceFirst("(?i)^mailto:", "");
    }

    private static @Nullable String date(Component event, String name) {
        Property property = event.getProperty(name);
        return property instanceof DateProperty dated && dated.getDate() != null
                ? iso(dated.getDate())
                : text(property);
    }

    private static String iso(Date date) {
        if (!(date instanceof DateTime time)) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneOffset.UTC).toString();
        }
        var instant = Instant.ofEpochMilli(time.getTime());
        return time.isUtc() || time.getTimeZone() != null
                ? instant.toString()
                : LocalDateTime.ofInstant(instant, ZoneId.systemDefault()).toString();
    }
}
