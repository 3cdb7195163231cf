package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source from its cursor to its end, page by page. Pages are keyed by (time of
 * change, key): a timestamp shared by rows on both sides of a page's edge loses none.
 */
final class PullRun {

    /** By how much clocks are put back in autumn. */
    private static final Duration CLOCK_TURN = Duration.ofHours(1);

    private final Params params;
    private Position position;
    private @Nullable String stored;

    PullRun(Params params, Optional<String> cursor) {
        this.params = params;
        this.stored = cursor.orElse(null);
        this.position = cursor.map(Position::parse).orElse(params.beginning());
    }

    Params params() {
        return params;
    }

    /** Where the next page begins. */
    Position position() {
        return position;
    }

    /** The cursor as it stands in the database. */
    @Nullable
    String stored() {
        return stored;
    }

    /**
     * Moves behind a page and answers the cursor that is safe to keep: not so young that a change with
     * an earlier time may still be on its way in the source.
     *
     * @throws PageUnusable where the source gave the same page again
     */
    String advance(JsonNode lastRecord, Instant now) {
        var next = new Position(text(lastRecord, params.order().getFirst()),
                text(lastRecord, params.order().getLast()));
        if (next.equals(position)) {
            throw new PageUnusable("the source answers the same page again behind " + position.at() + ", "
                    + position.key() + ": its query must begin behind the cursor, in the order of " + params.order());
        }
        position = next;
        var safe = next.notYoungerThan(params, now);
        if (safe.equals(next)) {
            return next.text();
        }
        var before = Optional.ofNullable(stored).map(Position::parse).orElse(params.beginning());
        return (safe.at().compareTo(before.at()) > 0 ? safe : before).text();
    }

    void landed(String cursor) {
        stored = cursor;
    }

    private static String text(JsonNode record, String field) {
        var value = field.startsWith("/") ? record.at(field) : record.path(field);
        if (value.isMissingNode() || value.isNull() || value.isContainerNode()) {
            throw new PageUnusable("a record has no " + field + ", by which the route pages");
        }
        return value.asText();
    }

    /**
     * What a route is told by its parameters.
     *
     * @param order the fields of time and key, by which the source is read in order
     * @param start the time to begin with, in the source's own writing
     * @param startKey the key before all keys
     * @param overlap how long a change may take to become visible in the source
     * @param zone the zone of times without one
     */
    record Params(String system, String route, List<String> mappings, List<String> order, int pageSize, String start,
            String startKey, Duration overlap, ZoneId zone) {

        Position beginning() {
            return new Position(start, startKey);
        }
    }

    /** The last record read: its time of change as the source writes it, and its key. */
    record Position(String at, String key) {

        static Position parse(String cursor) {
            var json = ExactJson.parse(cursor);
            return new Position(json.path("at").asText(), json.path("key").asText());
        }

        String text() {
            return JsonNodeFactory.instance.objectNode().put("at", at).put("key", key).toString();
        }

        Position notYoungerThan(Params params, Instant now) {
            if (params.overlap().isZero()) {
                return this;
            }
            var limit = now.minus(params.overlap());
            if (hasZone()) {
                return OffsetDateTime.parse(at).toInstant().isAfter(limit)
                        ? new Position(limit.toString(), params.startKey())
                        : this;
            }
            var local = localLimit(limit, now, params.zone());
            return LocalDateTime.parse(at.replace(' ', 'T')).isAfter(local)
                    ? new Position(local.toString(), params.startKey())
                    : this;
        }

        /**
         * Clocks that are put back show an hour twice: until it is over, all of it may still be written to.
         */
        private static LocalDateTime localLimit(Instant limit, Instant now, ZoneId zone) {
            var local = LocalDateTime.ofInstant(limit, zone);
            var turn = zone.getRules().nextTransition(limit.minus(CLOCK_TURN));
            boolean isTwice = turn != null && turn.isOverlap() && turn.getInstant().minus(CLOCK_TURN).isBefore(now);
            return isTwice && turn.getDateTimeAfter().isBefore(local) ? turn.getDateTimeAfter() : local;
        }

        private boolean hasZone() {
            return at.endsWith("Z") || at.matches(".*[+-][0-9]{2}:?[0-9]{2}$");
        }
    }
}
