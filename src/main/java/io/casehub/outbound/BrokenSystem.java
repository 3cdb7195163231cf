package io.casehub.outbound;

import java.time.Instant;

/**
 * A system that was not reached when it was last told something.
 *
 * @param failures in a row
 * @param since when it was reached no more
 * @param until when it is tried again
 */
public record BrokenSystem(String system, int failures, Instant since, Instant until, String reason) {}
