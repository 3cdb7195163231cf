package io.casehub.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money that a customer paid, tried to pay or got back. */
public record Payment(SourceRef source, Revision revision, @Nullable SourceRef customer, @Nullable String invoice,
        @Nullable String order, PaymentStatus status, @Nullable String sourceStatus, @Nullable String method,
        Money amount, Instant paidAt) implements Fact {}
