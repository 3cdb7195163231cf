package io.casehub.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was looked at.
 *
 * @param unsealed chains whose newest entries wait for the next seal: those could be taken away
 * unseen
 * @param unkeyed seals from before there was a key: who writes to the database could make them anew
 * @param newest the last seal, to be noted outside of the database; {@code null} before the first
 */
public record Inspected(long chains, long entries, long seals, long unsealed, long unkeyed, @Nullable Witness newest) {}
