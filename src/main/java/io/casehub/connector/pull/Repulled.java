package io.casehub.connector.pull;

import io.casehub.ingest.Receipt.Landed;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading something once more.
 *
 * @param isComplete all that was asked for was read; else ask for the rest, from {@code readTo} on
 * @param readTo the time of the last record that was read, as its source writes it
 * @param problem why the source could not be read, or not to the end
 */
public record Repulled(int pages, Landed books, boolean isComplete, @Nullable String readTo,
        @Nullable String problem) {}
