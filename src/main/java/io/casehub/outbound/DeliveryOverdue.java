package io.casehub.outbound;

/**
 * A command is not settled though its deadline has passed. Published once of each, inside a
 * transaction.
 */
public record DeliveryOverdue(Delivery delivery) {}
