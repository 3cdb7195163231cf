package io.casehub.intake.reading.enclosed;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.intake.reading.words.PlainText;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.property.DateProperty;
import net.fortuna.ical4j.util.CompatibilityHints;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar object in a mail asks for (RFC 5546): the first event of it.
 *
 * @param method such as {@code REQUEST}, {@code REPLY} or {@code CANCEL}; {@code null} where it says none
 * @param start in ISO 8601: an instant, a day, or a time without a zone
 */
public record Invite(@Nullable String method, @Nullable String uid, @Nullable String summary, @Nullable String start,
        @Nullable String end, @Nullable String location, @Nullable String organizer, List<String> attendees) {

    private static final int LARGEST = 1_000_000;
    private static final int LONGEST = 1_000;
    private static final int MOST_ATTENDEES = 500;

    static {
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_UNFOLDING, true);
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_PARSING, true);
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_VALIDATION, true);
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_OUTLOOK_COMPATIBILITY, true);
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_NOTES_COMPATIBILITY, true);
        // else it asks the network for zones it does not know
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
        System.setProperty("net.fortuna.ical4j.timezone.cache.impl", "net.fortuna.ical4j.util.MapTimeZoneCache");
    }

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
                    .map(component -> of(calendar, (Component) component));
        } catch (IOException | ParserException | RuntimeException e) {
            warnings.add("An invitation could not be read: " + e.getClass().getSimpleName() + ".");
            return Optional.empty();
        }
    }

    private static Invite of(Calendar calendar, Component event) {
        return new Invite(calendar.<Property>getProperty("METHOD").map(Invite::value).orElse(null),
                text(event, "UID"), text(event, "SUMMARY"), date(event, "DTSTART"),
                date(event, "DTEND") == null ? date(event, "DUE") : date(event, "DTEND"), text(event, "LOCATION"),
                address(text(event, "ORGANIZER")),
                event.<Property>getProperties("ATTENDEE").stream().map(Invite::value).map(Invite::address)
                        .limit(MOST_ATTENDEES).toList());
    }

    private static @Nullable String text(Component event, String name) {
        return event.<Property>getProperty(name).map(Invite::value).filter(value -> !value.isEmpty()).orElse(null);
    }

    private static String value(Property property) {
        return PlainText.line(property.getValue() == null ? "" : property.getValue(), LONGEST);
    }

    private static String address(@Nullable String uri) {
        return uri == null ? "" : uri.replaceFirst("(?i)^mailto:", "");
    }

    private static @Nullable String date(Component event, String name) {
        return event.<Property>getProperty(name).map(property -> {
            try {
                Temporal date = property instanceof DateProperty<?> dated ? dated.getDate() : null;
                return date == null ? value(property) : iso(date);
            } catch (DateTimeException e) {
                return value(property);
            }
        }).orElse(null);
    }

    private static String iso(Temporal date) {
        return switch (date) {
            case java.time.ZonedDateTime zoned -> zoned.toInstant().toString();
            case java.time.OffsetDateTime offset -> offset.toInstant().toString();
            case Instant instant -> instant.toString();
            default -> date.toString();
        };
    }
}
