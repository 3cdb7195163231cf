package io.casehub.events;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import org.jspecify.annotations.Nullable;

/** Which events somebody wants to hear; what is {@code null} does not matter to him. */
public record Wanted(@Nullable CustomerId customer, @Nullable CaseId hubCase) {

    /**
     * A customer that is joined to another is told so, too: it stands in the event as {@code retired}.
     */
    boolean fits(Event event) {
        return (customer == null || customer.equals(event.customer()) || event.data().contains(customer.toString()))
                && (hubCase == null || hubCase.equals(event.hubCase()));
    }
}
