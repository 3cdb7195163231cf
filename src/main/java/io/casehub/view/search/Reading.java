package io.casehub.view.search;

import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseLink;
import io.casehub.cases.HubCase;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import io.casehub.view.search.Text.Name;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes texts to be searched of what there is. */
final class Reading {

    private Reading() {}

    static Text of(HubCase hub) {
        return new Text(Name.of(hub.id()), hub.id(), null, null, null, hub.openedAt(), Vector.of(Part.of(hub)));
    }

    static Text of(CaseId hub, CaseComment comment) {
        return new Text(Name.ofComment(comment.id()), hub, null, null, null, comment.at(),
                Vector.of(Part.of(comment)));
    }

    /**
     * Of a source case or an interaction; empty for anything else, and for what exists no more.
     *
     * @param links of records that are in a case
     * @param owner whose it is
     */
    static Optional<Text> of(StoredRecord stored, Map<SourceRef, CaseLink> links, @Nullable CustomerId owner) {
        CanonicalRecord record = stored.record();
        var link = links.get(stored.source());
        var hub = link == null ? null : link.caseId();
        return switch (record) {
            case CaseRecord said -> Optional.of(new Text(Name.of(said.source()), hub, null, null, said.number(),
                    said.openedAt(), Vector.of(Part.of(said))));
            case Interaction said -> Optional.of(new Text(Name.of(said.source()), hub, owner, said.channel(), null,
                    said.at(), Vector.of(Part.of(said))));
            default -> Optional.empty();
        };
    }
}
