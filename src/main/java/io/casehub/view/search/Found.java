package io.casehub.view.search;

import io.casehub.cases.HubCase;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.view.search.SearchFilter.Place;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case or an interaction that fits.
 *
 * @param interaction {@code null} where it is the case
 * @param hub the case, or the one the interaction is in
 * @param customer whose it is
 * @param excerpt {@code null} where the words cannot be shown in one place
 * @param source where the excerpt stands
 */
public record Found(Place place, @Nullable StoredRecord interaction, @Nullable HubCase hub,
        @Nullable CustomerId customer, @Nullable Excerpt excerpt, Source source) {

    /** Where something is said. */
    public sealed interface Source {

        /** In a record of a system. */
        record Said(SourceRef record) implements Source {}

        /** On the case, by somebody here. */
        record Written(UUID comment, boolean isInternal) implements Source {}

        /** In what the hub itself calls the case. */
        record Named() implements Source {}
    }
}
