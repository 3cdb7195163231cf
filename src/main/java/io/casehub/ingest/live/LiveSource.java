package io.casehub.ingest.live;

import java.util.Collection;

/** What brings records to the hub, and can be asked while somebody waits. */
public interface LiveSource {

    /** All there is, running or paused. */
    Collection<Feed> feeds();

    /**
     * Reads what one customer has and takes it in, beside the feed's own reading. It takes as long as
     * the system takes, within the connector's own limits.
     *
     * @param customer key of the customer's record in the feed's system
     * @throws SourceNotRead where nothing could be read
     */
    void read(Feed feed, String customer);
}
