package io.casehub.api;

import io.casehub.view.Section;
import io.casehub.view.fresh.Wish;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How old an answer may be, as a request says it:
 * {@code maxAge=PT30S,invoices:PT5S&deadline=PT0.8S}, or {@code Cache-Control: max-age=30}. What
 * the address says is meant for this request; the header may be the caller's habit, and counts
 * where the address says nothing.
 */
final class AgeQuery {

    static final String MAX_AGE = "maxAge";
    static final String DEADLINE = "deadline";

    private static final Pattern DIRECTIVE = Pattern
            .compile("(?i)(?:^|.*[\\s,])max-age\\s*=\\s*\"?([0-9]{1,9})\"?(?:[\\s,].*|$)");
    private static final Duration OLDEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration USUAL = Duration.ofMillis(800);

    private AgeQuery() {}

    /** @return nothing where any age will do */
    static Optional<Wish> of(Query query, @Nullable String cacheControl) {
        var deadline = query.text(DEADLINE).map(text -> duration(DEADLINE, text, SHORTEST, LONGEST)).orElse(USUAL);
        var wish = query.text(MAX_AGE).map(text -> wish(text, deadline)).or(() -> header(cacheControl, deadline));
        if (wish.isEmpty() && query.text(DEADLINE).isPresent()) {
            throw new BadRequest("deadline says how long to wait for what maxAge asks: give maxAge too");
        }
        return wish;
    }

    private static Optional<Wish> header(@Nullable String cacheControl, Duration deadline) {
        var directive = DIRECTIVE.matcher(cacheControl == null ? "" : cacheControl);
        return directive.matches()
                ? Optional.of(new Wish(Map.of(), Duration.ofSeconds(Long.parseLong(directive.group(1))), deadline))
                : Optional.empty();
    }

    private static Wish wish(String text, Duration deadline) {
        var sections = new EnumMap<Section, Duration>(Section.class);
        Duration others = null;
        for (var part : text.split(",")) {
            int colon = part.indexOf(':');
            var age = duration(MAX_AGE, part.substring(colon + 1).strip(), Duration.ZERO, OLDEST);
            var before = colon < 0 ? others : sections.put(ViewQuery.section(part.substring(0, colon).strip()), age);
            if (before != null) {
                throw new BadRequest("maxAge says '" + part.strip() + "' and something else of the same");
            }
            others = colon < 0 ? age : others;
        }
        return new Wish(sections, others, deadline);
    }

    private static Duration duration(String name, String text, Duration least, Duration most) {
        try {
            var duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, as for one out of bounds
        }
        throw new BadRequest(
                name + " is a duration of ISO 8601 from " + least + " to " + most + ", such as PT1S, and not '"
                        + text + "'");
    }
}
