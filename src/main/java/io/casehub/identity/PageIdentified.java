package io.casehub.identity;

import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page whose records now have customers, or a decision of a person, without records. Published
 * inside the page's transaction, on the heels of {@link io.casehub.ingest.PageStored}. Listeners
 * take the merges first, then the moves, then the records.
 *
 * @param merged customers that turned out to be others
 * @param moved facts of earlier pages that this page gave another customer
 * @param regrouped customers that lost or won a record of an earlier page without being merged
 */
public record PageIdentified(List<Merged> merged, List<Moved> moved, Set<CustomerId> regrouped, List<Owned> records) {

    public PageIdentified {
        merged = List.copyOf(merged);
        moved = List.copyOf(moved);
        regrouped = Set.copyOf(regrouped);
        records = List.copyOf(records);
    }

    /** Facts and their new owners, in the order of the facts. */
    static List<Moved> moves(Map<SourceRef, CustomerId> owners) {
        return owners.entrySet().stream().map(fact -> new Moved(fact.getKey(), fact.getValue()))
                .sorted((a, b) -> a.fact().compareTo(b.fact())).toList();
    }

    /** Everything of the retired customer is the survivor's from now on. */
    public record Merged(CustomerId retired, CustomerId survivor) {}

    /** A fact found its customer, or another one. */
    public record Moved(SourceRef fact, CustomerId customer) {}

    /** A record of the page and its customer, {@code null} where nobody knows yet whose it is. */
    public record Owned(StoredRecord stored, @Nullable CustomerId customer) {}
}
