package io.casehub.connector.pull;

import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import java.util.Optional;

/** Where a reading finds its cursor and puts its pages: the hub, or an engineer's screen. */
public interface Destination {

    /** Exchange property: where the pages go if not into the hub. */
    String PROPERTY = "destination";

    Optional<String> cursor(String route);

    Receipt accept(Page page);

    /** The system answered. */
    void reached(String system, String route);

    /** It did not, or nothing one could use. */
    void failed(String system, String route, String reason);
}
