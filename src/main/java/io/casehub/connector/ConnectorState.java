package io.casehub.connector;

import io.casehub.ingest.Readings.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a connector is doing.
 *
 * @param state {@code running}, {@code paused}, {@code off} (a setting is missing) or
 * {@code broken} (a file is wrong)
 * @param reason why it is off or broken, or refuses its changed files, and what to do
 * @param source {@code ok}, {@code stale} or {@code down}: whether its system answers
 * @param lag seconds since the system was last heard of, {@code null} before the first time
 * @param parked records that wait to be looked at
 * @param drift open findings on what its system sends differently than it used to
 */
public record ConnectorState(String name, String title, String state, @Nullable String reason, String source,
        @Nullable Long lag, long parked, long drift, List<Reading> routes) {}
