package io.casehub.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connector read in one go, and how far that takes it.
 *
 * @param system whose records these are: the folder under {@code routes/} and {@code mappings/}
 * @param route the route that read them; its cursor moves and its books are kept
 * @param mappings the mappings each record goes through, such as {@code crm/customer}
 * @param records in the order the system gave them
 * @param before the cursor the page was read behind, {@code null} for the first; a page read behind
 * another cursor than the stored one is refused
 * @param after the cursor once this page is in; {@code null} where the cursor stays
 */
public record Page(String system, String route, List<String> mappings, List<RawRecord> records,
        @Nullable String before, @Nullable String after) {

    public Page {
        mappings = List.copyOf(mappings);
        records = List.copyOf(records);
    }
}
