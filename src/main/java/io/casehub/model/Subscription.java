package io.casehub.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a customer pays for again and again. {@code interval} is how often, as ISO 8601 writes it
 * ({@code P1M}).
 */
public record Subscription(SourceRef source, Revision revision, @Nullable SourceRef customer, String number,
        @Nullable String product, SubscriptionStatus status, @Nullable String sourceStatus,
        @Nullable LocalDate startedOn, @Nullable LocalDate renewsOn, @Nullable LocalDate endsOn, @Nullable Money price,
        @Nullable String interval) implements Fact {}
