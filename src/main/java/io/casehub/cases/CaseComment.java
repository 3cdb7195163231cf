package io.casehub.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent wrote on a case; the customer may see it where {@code isInternal} is false.
 *
 * @param inReplyTo the comment of the same case that it answers
 * @param mentions whom it calls, by the names as which they call the hub
 */
public record CaseComment(UUID id, Instant at, String author, boolean isInternal, String text,
        @Nullable UUID inReplyTo, List<String> mentions) {

    public CaseComment {
        mentions = List.copyOf(mentions);
    }
}
