package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.pull.Course.Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source to its end, page by page. A keyset goes by (time of change, key): a
 * timestamp shared by rows on both sides of a page's edge loses none. Other courses note in the
 * cursor which page comes next, so that a reading that broke off goes on there.
 */
final class PullRun {

    private final Course course;
    private final Set<String> seen = new HashSet<>();
    private Position position;
    private @Nullable String stored;
    private List<JsonNode> lastPage = List.of();
    private long total = -1;
    private boolean shrank;
    private boolean isOver;
    private final boolean isFresh;
    private int pages;

    PullRun(Course course, Optional<String> cursor) {
        this.course = course;
        this.stored = cursor.orElse(null);
        var underway = cursor.map(this::parsed).filter(where -> !where.isFinished());
        this.isFresh = underway.isEmpty();
        this.position = underway.orElse(course.beginning());
    }

    Course course() {
        return course;
    }

    /** Where the next page begins. */
    Position position() {
        return position;
    }

    /** The same as the source wants it in a request. */
    Position written() {
        return position.at(course.clock().written(position.at()));
    }

    /** The cursor as it stands in the database. */
    @Nullable
    String stored() {
        return stored;
    }

    /** Notes when the reading began, by the source's clock; only its first page tells. */
    void answered(Instant moment) {
        if (position.began() == null && !course.isEndless()) {
            position = position.began(moment.toString());
        }
    }

    /**
     * Moves behind a page and answers the cursor that is safe to keep: not so young that a change with
     * an earlier time may still be on its way in the source.
     *
     * @throws PageUnusable where the source gave the same page again
     */
    String advance(Fetched page, Instant now) {
        pages++;
        return course.goesByKey() ? behindLastKey(page, now) : onToNextPage(page);
    }

    void landed(String cursor) {
        stored = cursor;
    }

    /** Whether the page that was advanced behind was the last one. */
    boolean isOver() {
        return isOver;
    }

    /** Whether it begins at the start, and does not go on where another one stands. */
    boolean isFresh() {
        return isFresh;
    }

    /** How many pages it was advanced behind. */
    int pages() {
        return pages;
    }

    private String behindLastKey(Fetched page, Instant now) {
        isOver = page.isLast() || page.records().isEmpty();
        if (!page.records().isEmpty()) {
            var next = lastPlace(page.records());
            if (next.isSamePlace(position) && !isOver) {
                throw new PageUnusable("the source answers the same page again behind " + position.text()
                        + ": its query must begin behind the cursor, in the order of " + course.order());
            }
            position = next;
        }
        if (!course.isEndless()) {
            return isOver ? end(position.began()).text() : position.text();
        }
        return page.records().isEmpty() && stored != null ? stored : safe(position, now).text();
    }

    private Position parsed(String cursor) {
        return Position.parse(cursor, course.beginning());
    }

    /** What of a position may be kept, in view of what the source may still write behind it. */
    private Position safe(Position next, Instant now) {
        if (course.time().isEmpty()) {
            long back = next.key().asLong() - course.overlapSteps();
            return course.overlapSteps() == 0
                    ? next
                    : Position.at("", String.valueOf(Math.max(back, course.beginning().key().asLong())));
        }
        var at = course.clock().notYounger(next.at(), course.overlap(), now);
        if (at.equals(next.at())) {
            return next;
        }
        var before = Optional.ofNullable(stored).map(this::parsed).orElse(course.beginning());
        return course.clock().isLater(at, before.at()) ? Position.at(at, course.startKey()) : before;
    }

    private String onToNextPage(Fetched page) {
        refuseRepeats(page);
        shrank |= page.total() >= 0 && page.total() < total;
        total = page.total();
        boolean isLast = isLast(page);
        isOver = isLast && !shrank;
        if (!isLast) {
            position = position.page(pageBehind(page));
        } else if (shrank) { // what moved to an earlier page was not seen there: once more
            shrank = false;
            seen.clear();
            position = course.beginning().began(String.valueOf(position.began()));
        } else {
            position = end(position.began());
        }
        return position.text();
    }

    /** Where a reading by pages that is over leaves the next one to begin. */
    private Position end(@Nullable String began) {
        return course.reads() == Reads.EVERYTHING || began == null
                ? Position.finished(began)
                : course.beginning().anew(course.clock().write(Instant.parse(began).minus(course.overlap())));
    }

    private String pageBehind(Fetched page) {
        return switch (course.paging()) {
            case PAGE -> String.valueOf(number(course.firstPage()) + 1);
            case OFFSET -> String.valueOf(number(0) + page.records().size());
            default -> String.valueOf(page.next());
        };
    }

    private long number(long first) {
        return position.page() == null ? first : Long.parseLong(position.page());
    }

    private boolean isLast(Fetched page) {
        return switch (course.paging()) {
            case NONE -> true;
            case NEXT -> page.next() == null;
            default -> page.isLast() || page.records().isEmpty();
        };
    }

    /** A source that ignores the page's number, or links in a circle, would be read for ever. */
    private void refuseRepeats(Fetched page) {
        boolean isSame = !page.records().isEmpty() && page.records().equals(lastPage);
        lastPage = page.records();
        if (isSame || page.next() != null && !seen.add(page.next())) {
            throw new PageUnusable("the source answers the same page again at " + position.text()
                    + ": look whether the route asks for the page by its number, offset or token");
        }
    }

    /** The last record that says where it stands; one that does not cannot hold up the others. */
    private Position lastPlace(List<JsonNode> records) {
        for (var record : new ArrayList<>(records).reversed()) {
            var at = course.time().map(field -> value(record, field));
            var key = value(record, course.key());
            if (key.isPresent() && (at.isEmpty() || at.get().isPresent())) {
                return position.behind(at.flatMap(time -> time).map(JsonNode::asText).orElse(position.at()), key.get());
            }
        }
        throw new PageUnusable("no record of the page has " + String.join(" and ", course.order())
                + ", by which the route pages");
    }

    private static Optional<JsonNode> value(JsonNode record, String field) {
        var value = field.startsWith("/") ? record.at(field) : record.path(field);
        return value.isMissingNode() || value.isNull() || value.isContainerNode()
                ? Optional.empty()
                : Optional.of(value);
    }
}
