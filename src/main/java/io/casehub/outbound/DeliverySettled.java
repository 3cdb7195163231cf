package io.casehub.outbound;

/** A command reached its outcome. Published inside the transaction that writes it down. */
public record DeliverySettled(Delivery delivery) {}
