package io.casehub.ingest;

import io.casehub.model.Entity;

/**
 * What a route that lists everything is compared with: the current records of one system and
 * entity.
 *
 * @param route the route that lists the keys
 * @param prefix with which the keys begin that it would list; empty for all
 * @param share of the current records that may be gone at once without anybody being asked, 0 to 1
 */
public record Sweep(String system, String route, Entity entity, String prefix, double share) {

    /** Of so few records a share says nothing. */
    private static final int HANDFUL = 5;

    public Sweep {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("a share is between 0 and 1");
        }
    }

    /** Whether so much is missing that the reading is more likely wrong than the records gone. */
    boolean isAlarmedBy(long seen, long known, long missing) {
        return missing > 0 && (seen == 0 || missing > HANDFUL && missing > share * known);
    }
}
