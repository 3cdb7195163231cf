package io.casehub.cases.past;

import io.casehub.audit.RecordedEntry;
import io.casehub.cases.CaseLink;
import io.casehub.cases.HubCase;
import io.casehub.ingest.PastRecords.PastVersion;
import java.util.List;

/**
 * A case at a time.
 *
 * @param history its entries up to then, in their order
 */
public record PastCase(HubCase hub, List<Said> sources, List<RecordedEntry> history) {

    public PastCase {
        sources = List.copyOf(sources);
        history = List.copyOf(history);
    }

    public List<CaseLink> links() {
        return sources.stream().map(Said::link).toList();
    }

    /** A record it stands for, and the version of it that was current. */
    public record Said(CaseLink link, PastVersion version) {}
}
