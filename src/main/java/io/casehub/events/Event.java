package io.casehub.events;

import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something others may want to hear of ({@code docs/canonical.md}).
 *
 * @param number grows by one from event to event; what is read up to one number is complete
 * @param data the ids it concerns, as JSON
 * @param facts what it says of the case beside them, as JSON: words and numbers, nothing of a
 * person; {@code null} where it says no more
 */
public record Event(long number, Instant at, String type, @Nullable CustomerId customer, @Nullable CaseId hubCase,
        String data, @Nullable String facts) {

    /** Whom they concern, those included who were merged into others. */
    static Set<CustomerId> customers(Collection<Event> events) {
        var customers = new HashSet<CustomerId>();
        events.forEach(event -> {
            if (event.customer != null) {
                customers.add(event.customer);
            }
            if (event.type.equals(Happening.CUSTOMER_MERGED)) {
                customers.add(new CustomerId(UUID.fromString(ExactJson.parse(event.data).path("retired").asText())));
            }
        });
        return customers;
    }
}
