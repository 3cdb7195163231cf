package io.casehub.cases.documents;

import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.documents.DocumentRefused.Reason;
import io.casehub.ingest.Records;
import io.casehub.ingest.documents.DocumentSource;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.DocumentRef;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The documents that the mails and source records of a case name. Nothing of them is kept: their
 * bytes are fetched for who asks.
 */
@Component
class RecordDocuments {

    private final Cases cases;
    private final Records records;
    private final ObjectProvider<DocumentSource> sources;
    private final Drafts drafts;
    private final HeldBack heldBack;
    private final MeterRegistry meters;

    RecordDocuments(Cases cases, Records records, ObjectProvider<DocumentSource> sources, Drafts drafts,
            HeldBack heldBack, MeterRegistry meters) {
        this.cases = cases;
        this.records = records;
        this.sources = sources;
        this.drafts = drafts;
        this.heldBack = heldBack;
        this.meters = meters;
    }

    /**
     * Those that can be fetched now. They are for those who work on the case: what a system keeps was
     * not written for the customer, and a mail of the case may be somebody else's.
     */
    List<FoundDocument> of(CaseId id) {
        var linked = cases.links(List.of(id)).stream().filter(link -> !link.isGone()).map(CaseLink::source).toList();
        var naming = records.current(linked).stream().map(stored -> stored.record())
                .filter(record -> !named(record).isEmpty())
                .collect(Collectors.toMap(CanonicalRecord::source, Function.identity(), (a, b) -> a,
                        LinkedHashMap::new));
        var keepers = keepers(naming.keySet().stream().toList());
        var found = new LinkedHashMap<UUID, FoundDocument>(); // a mail may have one file twice
        naming.values().forEach(record -> {
            var keeper = keepers.get(record.source());
            if (keeper != null) {
                named(record).forEach(ref -> {
                    var document = document(record, ref, keeper);
                    found.putIfAbsent(document.id(),
                            new FoundDocument(document, () -> fetched(keeper, record.source(), ref)));
                });
            }
        });
        return new ArrayList<>(found.values());
    }

    private Map<SourceRef, DocumentSource> keepers(List<SourceRef> records) {
        var keepers = new HashMap<SourceRef, DocumentSource>();
        sources.orderedStream().forEach(source -> source.keeps(records)
                .forEach(record -> keepers.putIfAbsent(record, source)));
        return keepers;
    }

    private Content fetched(DocumentSource keeper, SourceRef record, DocumentRef ref) {
        var outcome = "failed";
        try {
            if (keeper.isMail()) {
                heldBack.refuse(ref);
            }
            var content = drafts.written(out -> keeper.fetch(record, ref, out));
            outcome = "fetched";
            return keeper.isMail() ? heldBack.released(content, ref) : content;
        } catch (DocumentRefused e) {
            throw e.reason() == Reason.TOO_LARGE
                    ? DocumentUnreachable.refused("the document of " + record.system()
                            + " is larger than this hub fetches (casehub.documents.largest)")
                    : e;
        } finally {
            meters.counter("casehub.documents.fetched", "system", record.system(), "outcome", outcome).increment();
        }
    }

    private Document document(CanonicalRecord record, DocumentRef ref, DocumentSource keeper) {
        var source = record.source();
        var id = UUID.nameUUIDFromBytes((source + "\n" + ref.path()).getBytes(StandardCharsets.UTF_8));
        return new Document(id, FileName.safe(ref.name()), null,
                Objects.requireNonNullElse(FileTypes.written(ref.contentType()), "application/octet-stream"),
                ref.size(), ref.sha256(), Visibility.INTERNAL, at(record),
                keeper.isMail() ? new Document.Mail(source) : new Document.Source(source),
                keeper.isMail() ? heldBack.reason(ref.name(), ref.contentType(), ref.size()).orElse(null) : null);
    }

    private static List<DocumentRef> named(CanonicalRecord record) {
        return switch (record) {
            case Interaction said -> said.documents();
            case CaseRecord kept -> kept.documents();
            default -> List.of();
        };
    }

    private static Instant at(CanonicalRecord record) {
        return switch (record) {
            case Interaction said -> said.at();
            case CaseRecord kept -> kept.openedAt();
            default -> record.revision().changedAt();
        };
    }
}
