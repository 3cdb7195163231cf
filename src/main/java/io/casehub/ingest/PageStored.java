package io.casehub.ingest;

import java.util.List;

/**
 * The records of a page that became current, at most one version of each, in the order of their
 * references. Published inside the page's transaction: a listener that fails takes its record back
 * out of the store and into the parked ones.
 */
public record PageStored(List<StoredRecord> records) {

    public PageStored {
        records = List.copyOf(records);
    }
}
