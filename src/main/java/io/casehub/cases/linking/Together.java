package io.casehub.cases.linking;

import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Set;

/**
 * What belongs together around some records.
 *
 * @param groups of records, each of which can be a case
 * @param tangled records that hang together with more than can be anybody's case: nothing is said
 * of what they belong to
 */
public record Together(List<Set<SourceRef>> groups, Set<SourceRef> tangled) {

    public Together {
        groups = List.copyOf(groups);
        tangled = Set.copyOf(tangled);
    }
}
