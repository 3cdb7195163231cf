package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a route goes through its source, from one page to the next.
 *
 * @param mappings what each record goes through
 * @param order the fields of time and key, or of the key alone, by which a keyset goes
 * @param firstPage the number of the first page
 * @param start the time to begin with, in the source's own writing
 * @param startKey the key before all keys
 * @param overlap how long a change may take to become visible in the source
 * @param overlapSteps the same for a source that numbers its changes: how many numbers
 * @param clock how the source writes times
 * @param sweep how it tells what is gone, where it does
 */
record Course(String system, String route, List<String> mappings, Reads reads, Paging paging, List<String> order,
        int pageSize, int firstPage, String start, String startKey, Duration overlap, long overlapSteps,
        SourceClock clock, Optional<Sweeping> sweep) {

    private static final int LARGEST_PAGE = 10_000;

    /** Whether a reading goes on where the last one ended, or begins anew. */
    enum Reads {
        CHANGES,
        EVERYTHING
    }

    /** How the next page is found. */
    enum Paging {
        /** behind the time and the key of the last record */
        KEYSET,
        /** behind the key of the last record, all behind one time: when the reading before began */
        KEY,
        /** by counting pages */
        PAGE,
        /** by counting records */
        OFFSET,
        /** by a token or a link in the answer */
        NEXT,
        /** there is one page */
        NONE
    }

    static Course of(Plan plan) {
        var paging = plan.word("paging", Paging.class);
        var order = plan.list("order");
        if (paging == Paging.KEYSET && (order.isEmpty() || order.size() > 2)) {
            throw plan.wrong("order",
                    "names the fields of time and key, or the key alone, by which the source answers in order");
        }
        var clock = SourceClock.of(plan);
        boolean isCount = plan.text("overlap").matches("[0-9]+");
        return new Course(plan.system(), plan.route(), plan.list("mapping"), plan.word("reads", Reads.class), paging,
                order, plan.whole("pageSize", 1, LARGEST_PAGE),
                plan.some("firstPage").isPresent() ? plan.whole("firstPage", 0, 1) : 1,
                paging == Paging.KEYSET && order.size() == 1 ? "" : clock.written(plan.text("start")),
                plan.text("startKey"),
                isCount ? Duration.ZERO : plan.duration("overlap"),
                isCount ? plan.whole("overlap", 0, Integer.MAX_VALUE) : 0, clock, sweep(plan));
    }

    private static Optional<Sweeping> sweep(Plan plan) {
        var sweep = Sweeping.of(plan);
        if (sweep.isPresent() && plan.word("reads", Reads.class) != Reads.EVERYTHING) {
            throw plan.wrong("sweep", "compares everything there is: set reads to everything, or give it a route of "
                    + "its own with an empty mapping");
        }
        if (sweep.isEmpty() && plan.list("mapping").isEmpty()) {
            throw plan.wrong("mapping", "is empty: without one the route needs a sweep, for which it compares keys");
        }
        return sweep;
    }

    /** The course on which one record is asked for, or what one customer has, and no other. */
    Course toOnePage() {
        return new Course(system, route, mappings, Reads.EVERYTHING, Paging.NONE, List.of(), pageSize, firstPage, start,
                startKey, overlap, overlapSteps, clock, Optional.empty());
    }

    /** Of a route that is told of records: whatever there is at a time is one page. */
    static Course ofNamed(Plan plan) {
        return new Course(plan.system(), plan.route(), plan.list("mapping"), Reads.EVERYTHING, Paging.NONE, List.of(),
                plan.whole("pageSize", 1, LARGEST_PAGE), 1, "", "", Duration.ZERO, 0, SourceClock.UTC,
                Optional.empty());
    }

    /** The field of the time of change, where the source is read by one. */
    Optional<String> time() {
        return order.size() == 2 ? Optional.of(order.getFirst()) : Optional.empty();
    }

    String key() {
        return order.getLast();
    }

    /** Whether the key of the last record says where the next page begins. */
    boolean goesByKey() {
        return paging == Paging.KEYSET || paging == Paging.KEY;
    }

    /** Whether where a reading ended is where the next one begins. */
    boolean isEndless() {
        return paging == Paging.KEYSET && reads == Reads.CHANGES;
    }

    Position beginning() {
        return Position.at(start, startKey);
    }
}
