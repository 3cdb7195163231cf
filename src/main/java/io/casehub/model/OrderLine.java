package io.casehub.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One position of an order. */
public record OrderLine(@Nullable String product, String description, BigDecimal quantity, @Nullable Money price) {}
