package io.casehub.events;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to hear; what is {@code null} does not matter to him.
 *
 * @param mentioned who is called by a comment
 */
public record Wanted(@Nullable CustomerId customer, @Nullable CaseId hubCase, @Nullable String mentioned) {

    public Wanted(@Nullable CustomerId customer, @Nullable CaseId hubCase) {
        this(customer, hubCase, null);
    }

    /**
     * A customer that is joined to another is told so, too: it stands in the event as {@code retired}.
     */
    boolean fits(Event event) {
        return (customer == null || customer.equals(event.customer()) || event.data().contains(customer.toString()))
                && (hubCase == null || hubCase.equals(event.hubCase()))
                && (mentioned == null || event.data().contains("\"mentioned\":\"" + mentioned + "\""));
    }
}
