package io.casehub.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * Something an agent wrote on a case; the customer may see it where {@code isInternal} is false.
 */
public record CaseComment(UUID id, Instant at, String author, boolean isInternal, String text) {}
