package io.casehub.model;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of an ISO 4217 currency. Never a floating-point number, on no way through the
 * hub.
 */
public record Money(BigDecimal amount, Currency currency) {}
