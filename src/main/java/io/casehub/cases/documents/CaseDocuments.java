package io.casehub.cases.documents;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.Cases;
import io.casehub.cases.Ledger;
import io.casehub.cases.RequestKey;
import io.casehub.cases.Requests;
import io.casehub.cases.documents.DocumentRefused.Reason;
import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to the documents of cases. Whoever reads says which he may see; what he may not is not
 * there for him.
 */
@Component
public class CaseDocuments {

    private static final int LONGEST_TITLE = 200;

    private final Cases cases;
    private final Uploads uploads;
    private final RecordDocuments named;
    private final Requests requests;
    private final Ledger ledger;
    private final Drafts drafts;
    private final FileTypes types;
    private final ContentStore store;
    private final DocumentSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    CaseDocuments(Cases cases, Uploads uploads, RecordDocuments named, Requests requests, Ledger ledger, Drafts drafts,
            FileTypes types, ContentStore store, DocumentSettings settings, TransactionTemplate transaction,
            ApplicationEventPublisher events, MeterRegistry meters, Clock clock) {
        this.cases = cases;
        this.uploads = uploads;
        this.named = named;
        this.requests = requests;
        this.ledger = ledger;
        this.drafts = drafts;
        this.types = types;
        this.store = store;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Puts files on a case, all or none. Their contents are kept before the case knows of them, outside
     * of any transaction. The same request a second time adds nothing and answers what the first did.
     *
     * @param key the Idempotency-Key of the request, if it had one
     * @throws DocumentRefused where one of them is not taken
     */
    public List<Document> add(CaseId id, List<NewDocument> files, Visibility visibility, @Nullable String title,
            String actor, Optional<String> key) {
        if (title != null && title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("a title has at most " + LONGEST_TITLE + " characters");
        }
        cases.get(id);
        var contents = new ArrayList<Content>();
        try {
            var documents = counted(() -> files.stream()
                    .map(file -> taken(file, visibility, title, actor, contents)).toList());
            var request = key.map(text -> new RequestKey(actor, text, "put on " + id + " " + asAsked(documents)));
            contents.forEach(store::put);
            return written(() -> add(id, documents, actor, request));
        } finally {
            contents.forEach(CaseDocuments::drop);
        }
    }

    /**
     * The documents of a case, newest first. What was put on it and has come back from a system that
     * was told of it is there once.
     */
    public List<Document> of(CaseId id, Predicate<Visibility> sees) {
        var uploaded = uploads.of(cases.family(cases.get(id).id()));
        var ours = uploaded.stream().map(CaseDocuments::digest).collect(Collectors.toSet());
        return Stream.concat(uploaded.stream(), named.of(id).stream().map(FoundDocument::document)
                .filter(document -> document.sha256() == null || !ours.contains(document.sha256())))
                .filter(document -> sees.test(document.visibility()))
                .sorted(Comparator.comparing(Document::at).thenComparing(Document::id).reversed())
                .toList();
    }

    /** @throws DocumentNotFound where the case has none such that may be seen */
    public FoundDocument find(CaseId id, UUID document, Predicate<Visibility> sees) {
        return uploads.find(cases.family(id), document).map(this::kept)
                .or(() -> named.of(id).stream().filter(found -> found.document().id().equals(document)).findFirst())
                .filter(found -> sees.test(found.document().visibility()))
                .orElseThrow(() -> new DocumentNotFound(document));
    }

    /**
     * Takes an upload off a case; its content goes with the last document that has it, some time later.
     *
     * @throws DocumentRefused where it is none: what a system keeps is removed there
     */
    @Transactional
    public void remove(CaseId id, UUID document, Predicate<Visibility> sees, String actor) {
        cases.hold(List.of(id));
        var found = find(id, document, sees).document();
        var at = now();
        if (!uploads.remove(cases.family(id), document, at, actor)) {
            throw new DocumentRefused(Reason.NOT_AN_UPLOAD, "this document was not put on the case by anybody: "
                    + "it came with a mail or from a system, and is removed there");
        }
        ledger.note(id, List.of(entry(id, found, at, actor, "case.document-removed", false)));
    }

    /** For whoever meets the limit before this door does: counts it, and says it in its words. */
    public DocumentRefused tooLarge() {
        return counted(new DocumentRefused(Reason.TOO_LARGE, "a document has at most " + settings.largest().toBytes()
                + " bytes (casehub.documents.largest), and a request no more than casehub.documents.largest-request"));
    }

    private Document taken(NewDocument file, Visibility visibility, @Nullable String title, String actor,
            List<Content> contents) {
        var content = draft(file);
        contents.add(content);
        if (content.size() == 0) {
            throw new DocumentRefused(Reason.EMPTY, "a document is not empty");
        }
        var name = FileName.safe(file.fileName());
        return new Document(UUID.randomUUID(), name, title, types.of(content, name, file.contentType()), content.size(),
                content.sha256(), visibility, now(), new Document.Upload(actor), null);
    }

    private Content draft(NewDocument file) {
        try (var stream = file.content().getInputStream()) {
            return drafts.of(stream);
        } catch (IOException e) {
            throw new ContentStoreDown("taking a document in", e);
        }
    }

    private List<Document> add(CaseId id, List<Document> documents, String actor, Optional<RequestKey> key) {
        cases.hold(List.of(id));
        var repeated = key.flatMap(requests::repeated);
        if (repeated.isPresent()) {
            return uploads.ofRequest(repeated.get());
        }
        if (uploads.of(cases.family(id)).size() + documents.size() > settings.mostPerCase()) {
            throw counted(new DocumentRefused(Reason.TOO_MANY, "a case holds at most " + settings.mostPerCase()
                    + " uploads (casehub.documents.most-per-case)"));
        }
        mustBeKept(documents);
        var request = UUID.randomUUID();
        uploads.add(id, request, documents);
        key.ifPresent(once -> requests.remember(once, id.value(), request));
        ledger.note(id, documents.stream()
                .map(document -> entry(id, document, document.at(), actor, "case.document-added", true)).toList());
        documents.forEach(document -> meters.counter("casehub.documents.stored.bytes")
                .increment(document.size() == null ? 0 : document.size()));
        events.publishEvent(new DocumentsAdded(id, documents, actor));
        return documents;
    }

    /** A sweep may have taken an old content that nobody had at the time: then this is tried again. */
    private void mustBeKept(List<Document> documents) {
        var contents = documents.stream().map(CaseDocuments::digest).distinct().toList();
        uploads.claim(contents);
        if (!contents.stream().allMatch(store::has)) {
            throw new ContentStoreDown("keeping a content", new IOException("it was swept meanwhile"));
        }
    }

    private FoundDocument kept(Document document) {
        return new FoundDocument(document, () -> {
            try {
                return store.open(digest(document));
            } catch (ContentBroken e) {
                meters.counter("casehub.documents.broken").increment();
                throw e;
            }
        });
    }

    private <T> T counted(Supplier<T> work) {
        try {
            return work.get();
        } catch (DocumentRefused e) {
            throw counted(e);
        }
    }

    private DocumentRefused counted(DocumentRefused refused) {
        meters.counter("casehub.documents.refused", "reason", ((CodeWord) refused.reason()).word()).increment();
        return refused;
    }

    private List<Document> written(Supplier<List<Document>> work) {
        var documents = transaction.execute(status -> work.get());
        return documents == null ? List.of() : documents;
    }

    /** What is known of it then, for whoever reads the history when the document is gone. */
    private static AuditEntry entry(CaseId id, Document document, Instant at, String actor, String action,
            boolean isAdded) {
        var what = document.name() + " (" + document.contentType() + ", " + document.size() + " bytes, "
                + document.visibility().word() + ", SHA-256 " + document.sha256() + ")";
        return new AuditEntry(new Subject("case", id.toString()), at, actor, action, document.id().toString(),
                isAdded ? null : what, isAdded ? what : null, "api");
    }

    private static List<String> asAsked(List<Document> documents) {
        return documents.stream().map(document -> String.join(" ", document.name(),
                String.valueOf(document.title()), document.contentType(), digest(document),
                document.visibility().word())).toList();
    }

    private static String digest(Document document) {
        return String.valueOf(document.sha256()); // an upload always has one
    }

    private static void drop(Content content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new ContentStoreDown("deleting a draft", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
