package io.casehub.connector.mailbox;

import java.util.Optional;

/** What a mailbox asks the hub, and tells it. */
interface Books {

    /** The stored cursor of a route, as text; empty where it has read nothing yet. */
    Optional<String> cursor(String route);

    /** Whether this node may read the system now, and no other does. */
    boolean holds(String system);

    void reached(String system, String route);

    /** There is nothing in it that has not been read. */
    void readWhole(String route);

    void failed(String system, String route, String reason);
}
