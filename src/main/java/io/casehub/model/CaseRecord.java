package io.casehub.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as one source system keeps it: a ticket, a dispute, an inquiry. The hub case that stands
 * for it is the cases room's.
 */
public record CaseRecord(SourceRef source, Revision revision, @Nullable SourceRef customer, @Nullable String number,
        String subject, @Nullable String description, CaseStatus status, @Nullable String sourceStatus,
        @Nullable Priority priority, @Nullable String type, @Nullable String assignee, @Nullable String order,
        @Nullable String invoice, Instant openedAt, List<DocumentRef> documents, List<SourceRef> related)
        implements Fact {

    public CaseRecord {
        documents = List.copyOf(documents);
        related = List.copyOf(related);
    }
}
