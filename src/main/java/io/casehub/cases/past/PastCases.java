package io.casehub.cases.past;

import io.casehub.audit.AuditTrail;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.past.PastCase.Said;
import io.casehub.ingest.PastRecords;
import io.casehub.ingest.PastRecords.PastVersion;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CodeWord;
import io.casehub.model.Gone;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What cases were at a time. Which records are one case is as it is known today: what was linked
 * since, is linked; what was not known then, is not there.
 */
@Component
public class PastCases {

    private static final String CHANGED = ".changed";

    /** What is taken back; whose a case is, is as it is known today. */
    private static final Set<CaseField> KEPT_AS_THEY_WERE = EnumSet.of(CaseField.STATUS, CaseField.PRIORITY,
            CaseField.ASSIGNEE, CaseField.SUBJECT, CaseField.QUEUE, CaseField.TEAM, CaseField.CLOSE_REASON);

    private final Cases cases;
    private final AuditTrail audit;
    private final PastRecords records;

    PastCases(Cases cases, AuditTrail audit, PastRecords records) {
        this.cases = cases;
        this.audit = audit;
        this.records = records;
    }

    /**
     * Cases as they were; those that were not open yet are left out. A value that was erased from a
     * history cannot be taken back to: there the case says what it says today.
     *
     * @param hubs as they are now
     */
    public List<PastCase> at(Instant time, Collection<HubCase> hubs) {
        var links = cases.links(hubs.stream().map(HubCase::id).toList()).stream()
                .collect(Collectors.groupingBy(CaseLink::caseId));
        var versions = records.at(time,
                links.values().stream().flatMap(List::stream).map(CaseLink::source).distinct().toList());
        var histories = audit.of(hubs.stream().map(hub -> subject(hub.id())).toList());
        return hubs.stream().flatMap(hub -> at(time, hub, histories.getOrDefault(subject(hub.id()), List.of()),
                links.getOrDefault(hub.id(), List.of()), versions).stream()).toList();
    }

    private static Optional<PastCase> at(Instant time, HubCase hub, List<RecordedEntry> entries, List<CaseLink> links,
            Map<SourceRef, PastVersion> versions) {
        var known = entries.stream().filter(recorded -> !recorded.entry().at().isAfter(time)).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var then = hub;
        if (known.size() < entries.size()) {
            var since = known.getLast().entry().at();
            for (var later : entries.subList(known.size(), entries.size()).reversed()) {
                then = without(later, then, since);
            }
            then = then.touched(since);
        }
        return Optional.of(new PastCase(then, links.stream().flatMap(link -> said(link, versions)).toList(), known));
    }

    private static HubCase without(RecordedEntry later, HubCase hub, Instant since) {
        var entry = later.entry();
        return later.erased() || !entry.action().endsWith(CHANGED)
                ? hub
                : CodeWord.find(CaseField.class, entry.action().replace(CHANGED, ""))
                        .filter(KEPT_AS_THEY_WERE::contains)
                        .map(field -> hub.with(field, entry.before(), since)).orElse(hub);
    }

    private static Stream<Said> said(CaseLink link, Map<SourceRef, PastVersion> versions) {
        var version = versions.get(link.source());
        if (version == null) {
            return Stream.empty();
        }
        return Stream.of(new Said(switch (version.stored().record()) {
            case CaseRecord said -> link.saying(said);
            case Gone gone -> link.gone();
            default -> link;
        }, version));
    }

    private static Subject subject(CaseId id) {
        return new Subject("case", id.toString());
    }
}
