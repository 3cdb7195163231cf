package io.casehub.cases.bulk;

import io.casehub.cases.Wishes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a bulk.
 *
 * @param hub the case, by its number or its id as the caller writes it
 * @param version the version he has read, {@code null} to change whatever is there
 * @param fault why nothing can be done about it, {@code null} where something can
 */
public record BulkItem(String hub, @Nullable Long version, Wishes wishes, @Nullable String fault) {

    /** One that cannot be read. */
    public static BulkItem unreadable(String hub, String fault) {
        return new BulkItem(hub, null, new Wishes(Map.of(), Map.of()), fault);
    }
}
