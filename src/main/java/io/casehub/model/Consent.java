package io.casehub.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer may be addressed for a purpose, or may not any more. Without a {@code channel} it
 * is said of all; {@code proof} is where that can be shown, in words or as a link.
 */
public record Consent(SourceRef source, Revision revision, SourceRef customer, String purpose,
        @Nullable String channel, ConsentStatus status, Instant at, @Nullable String proof) implements Fact {}
