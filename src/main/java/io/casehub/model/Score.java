package io.casehub.model;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A figure somebody computed about a customer: what it means, who computed it, with which model,
 * when.
 */
public record Score(SourceRef source, Revision revision, SourceRef customer, String name, BigDecimal value,
        String by, @Nullable String model, Instant computedAt) implements Fact {}
