package io.casehub.outbound.corrections;

import io.casehub.model.SourceRef;

/**
 * A customer record was corrected, or a correction of it has met its fate. Published inside the
 * transaction that writes it down.
 */
public record CorrectionChanged(SourceRef record) {}
