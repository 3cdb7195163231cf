package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How a source writes times, and wants them written.
 *
 * @param pattern of {@link DateTimeFormatter}; {@code null} for ISO 8601, with or without an offset
 * @param perSecond for sources that count from 1970: 1 or 1000; else 0
 * @param zone of times without an offset
 */
record SourceClock(@Nullable DateTimeFormatter pattern, int perSecond, ZoneId zone) {

    /** By how much clocks are put back in autumn. */
    private static final Duration CLOCK_TURN = Duration.ofHours(1);
    private static final String WITH_OFFSET = ".*(Z|[+-][0-9]{2}:?[0-9]{2})$";

    static final SourceClock UTC = new SourceClock(null, 0, ZoneOffset.UTC);

    static SourceClock of(Plan plan) {
        var zone = plan.zone("zone");
        return switch (plan.some("at").orElse("iso")) {
            case "iso" -> new SourceClock(null, 0, zone);
            case "epoch-seconds" -> new SourceClock(null, 1, zone);
            case "epoch-millis" -> new SourceClock(null, 1000, zone);
            default -> new SourceClock(pattern(plan), 0, zone);
        };
    }

    private static DateTimeFormatter pattern(Plan plan) {
        try {
            return DateTimeFormatter.ofPattern(plan.text("at"));
        } catch (IllegalArgumentException e) {
            throw plan.wrong("at", "is iso, epoch-seconds, epoch-millis or a pattern such as yyyy-MM-dd HH:mm:ss; "
                    + e.getMessage());
        }
    }

    /** A moment as the source would write it. */
    String write(Instant moment) {
        if (perSecond > 0) {
            return String.valueOf(perSecond == 1 ? moment.getEpochSecond() : moment.toEpochMilli());
        }
        return pattern == null ? moment.toString() : pattern.format(moment.atZone(zone));
    }

    /**
     * A time as the source wants it in a request, where it is one of ISO 8601 with an offset; else as
     * it stands. There are sources that answer one way and ask for another.
     */
    String written(String time) {
        return time.matches(WITH_OFFSET) && (pattern != null || perSecond > 0) ? write(offset(time)) : time;
    }

    /**
     * A time as the source wrote it, or where that is younger than so long ago, that moment.
     *
     * @throws PageUnusable where it is no time, and the answer depends on it
     */
    String notYounger(String at, Duration ago, Instant now) {
        var limit = now.minus(ago);
        try {
            if (perSecond > 0 || at.matches(WITH_OFFSET)) {
                return moment(at).isAfter(limit) ? write(limit) : at;
            }
            var local = localLimit(limit, now);
            return local(at).isAfter(local)
                    ? pattern == null ? local.toString() : pattern.format(local.atZone(zone))
                    : at;
        } catch (DateTimeException | NumberFormatException e) {
            if (ago.isZero()) {
                return at; // a route may page by a number
            }
            throw new PageUnusable("the time " + at + " is not written as the route says: set its parameter at");
        }
    }

    /** Whether one time, as the source writes it, is later than another. */
    boolean isLater(String one, String other) {
        try {
            return moment(one).isAfter(moment(other));
        } catch (DateTimeException | NumberFormatException e) {
            return one.compareTo(other) > 0;
        }
    }

    private Instant moment(String at) {
        if (at.matches(WITH_OFFSET)) {
            return offset(at);
        }
        return switch (perSecond) {
            case 0 -> local(at).atZone(zone).toInstant();
            case 1 -> Instant.ofEpochSecond(Long.parseLong(at));
            default -> Instant.ofEpochMilli(Long.parseLong(at));
        };
    }

    private LocalDateTime local(String at) {
        return pattern == null ? LocalDateTime.parse(at.replace(' ', 'T')) : LocalDateTime.parse(at, pattern);
    }

    private static Instant offset(String at) {
        return OffsetDateTime.parse(at.replace(' ', 'T').replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                .withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    /**
     * Clocks that are put back show an hour twice: until it is over, all of it may still be written to.
     */
    private LocalDateTime localLimit(Instant limit, Instant now) {
        var local = LocalDateTime.ofInstant(limit, zone);
        var turn = zone.getRules().nextTransition(limit.minus(CLOCK_TURN));
        boolean isTwice = turn != null && turn.isOverlap() && turn.getInstant().minus(CLOCK_TURN).isBefore(now);
        return isTwice && turn.getDateTimeAfter().isBefore(local) ? turn.getDateTimeAfter() : local;
    }
}
