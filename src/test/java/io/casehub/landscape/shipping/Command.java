package io.casehub.landscape.shipping;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * @param type {@code set-status} (needs a status, may carry a text) or {@code add-note} (needs a
 * text)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Command(@Nullable String commandId, @Nullable String inquiryId, @Nullable String type, @Nullable String status,
        @Nullable String text) {

    /** Why it cannot be done to any inquiry, or nothing. */
    @Nullable
    String fault() {
        if ("set-status".equals(type))
            return InquiryEvent.STATUSES.contains(status) ? null : "invalid-status";
        if ("add-note".equals(type))
            return text == null || text.isBlank() ? "missing-text" : null;
        return "unknown-type";
    }
}
