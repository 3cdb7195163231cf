package io.casehub.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys on a page of a reading that lists everything.
 *
 * @param isFirst the reading begins with this page
 * @param keys of the records as the hub would know them, also of those that no mapping can read
 * @param problem why a listed record has no key, so that this reading cannot tell what is gone
 */
public record Listed(Sweep sweep, boolean isFirst, List<String> keys, @Nullable String problem) {

    public Listed {
        keys = List.copyOf(keys);
    }
}
