package io.casehub.intake;

import io.casehub.cases.HubCase;

/**
 * Somebody's mail opened a case, and he is to be told its number. Published inside the transaction
 * that opens it.
 */
public record AcknowledgementDue(HubCase opened, Envelope envelope) {}
