package io.casehub.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a route's last comparison of keys.
 *
 * @param sweptAt when it was made, {@code null} before the first
 * @param seen how many keys the system listed
 * @param known how many records the hub knew
 * @param missing how many of these were not listed
 * @param gone how many were marked gone
 * @param heldSince since when it waits for somebody to say whether so many are gone, {@code null}
 * where it does not
 * @param examples keys of some that wait for that
 * @param problem why the reading under way cannot tell what is gone
 */
public record SweepState(String system, String route, @Nullable Instant sweptAt, long seen, long known, long missing,
        long gone, @Nullable Instant heldSince, List<String> examples, @Nullable String problem) {

    /** {@code held}, {@code unusable}, {@code pending} (not yet once to its end) or {@code clear}. */
    public String state() {
        return heldSince != null ? "held" : problem != null ? "unusable" : sweptAt == null ? "pending" : "clear";
    }
}
