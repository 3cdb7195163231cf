package io.casehub.intake;

import io.casehub.cases.HubCase;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's mail opened a case, and he is to be told its number. Published inside the transaction
 * that opens it.
 *
 * @param text what he is told, as his mailbox has it; {@code null}: as the mapping has it
 */
public record AcknowledgementDue(HubCase opened, Envelope envelope, @Nullable String text) {}
