package io.casehub.connector.pull;

import io.casehub.ingest.Listed;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sweep;
import java.time.Duration;
import java.util.Optional;

/** Where a reading finds its cursor and puts its pages: the hub, or an engineer's screen. */
public interface Destination {

    /** Exchange property: where the pages go if not into the hub. */
    String PROPERTY = "destination";

    Optional<String> cursor(String route);

    /** Whether somebody asked for this reading: then it is no part of the route's own. */
    default boolean isAside() {
        return true;
    }

    Receipt accept(Page page);

    /** The same with a page of a route that lists everything, whose keys are noted to be compared. */
    default Receipt accept(Page page, Listed listed) {
        return accept(page);
    }

    /** A reading that listed everything is over. */
    default void conclude(Sweep sweep) {}

    /** The system answered. */
    void reached(String system, String route);

    /** A reading to the end of what the system has is over; it took so long. */
    default void readWhole(String route, Duration took) {}

    /** It did not, or nothing one could use. */
    void failed(String system, String route, String reason);
}
