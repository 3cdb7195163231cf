package io.casehub.identity;

import io.casehub.identity.PageIdentified.Merged;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a page's customer records changed among the customers.
 *
 * @param retired customers that became others
 * @param moved records that changed their customer without its whole customer going along
 * @param regrouped the customers that these left and came to
 * @param customers where each record of the page stands
 */
record Resolution(Map<CustomerId, CustomerId> retired, List<SourceRef> moved, Set<CustomerId> regrouped,
        Map<SourceRef, CustomerId> customers) {

    /** The customers that became others, in their order. */
    List<Merged> merges() {
        return retired.entrySet().stream().map(merge -> new Merged(merge.getKey(), merge.getValue()))
                .sorted((a, b) -> a.retired().compareTo(b.retired())).toList();
    }

    static Resolution none() {
        return new Resolution(Map.of(), List.of(), Set.of(), Map.of());
    }
}
