package io.casehub.events;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.time.Instant;
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
        String data, @Nullable String facts) {}
