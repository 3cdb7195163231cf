package io.casehub.intake.posted;

import io.casehub.model.SourceRef;
import org.jspecify.annotations.Nullable;

/**
 * What became of a posting.
 *
 * @param told {@code null} where it waits, parked, for an engineer
 * @param isNew the same was not posted before
 */
public record Taken(SourceRef source, @Nullable Told told, boolean isNew) {}
