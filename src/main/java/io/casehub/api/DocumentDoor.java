package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.NewDocument;
import io.casehub.cases.documents.Visibility;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * The documents of a case. All of it is Spring MVC: files stream in and out, and one path cannot be
 * half Camel's ({@code docs/decisions/documents.md}).
 */
@RestController
@RequestMapping("/api/v1/cases/{id}/documents")
class DocumentDoor {

    private static final String FILE = "file";
    private static final int MOST_FILES = 20;

    private final CaseFinder finder;
    private final CaseDocuments documents;

    DocumentDoor(CaseFinder finder, CaseDocuments documents) {
        this.finder = finder;
        this.documents = documents;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> add(MultipartHttpServletRequest request) {
        var hub = finder.find(request);
        var files = files(request);
        var query = Query.of(request, "visibility", "title");
        var visibility = query.words("visibility", Visibility.class);
        if (visibility.size() > 1) {
            throw new BadRequest("visibility is internal or customer");
        }
        var added = BadRequest.unless(() -> documents.add(hub.id(), files,
                visibility(request, visibility), query.text("title").orElse(null),
                Caller.of(request).actor(), Optional.ofNullable(request.getHeader("Idempotency-Key"))));
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        added.forEach(document -> items.add(DocumentShape.of(hub, document, GuestCases.isGuest(request))));
        return Answer.json(201, json).with(HttpHeaders.LOCATION, DocumentShape.href(hub, added.getFirst())).entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var hub = finder.find(request);
        var all = documents.of(hub.id(), visible(request));
        var behind = query.text(Query.BEHIND).map(id -> Ids.uuid("behind", id));
        var rest = behind.map(id -> all.stream().dropWhile(one -> !one.id().equals(id)).skip(1).toList()).orElse(all);
        return Listing.of(rest, query, document -> document.id().toString(),
                document -> DocumentShape.of(hub, document, GuestCases.isGuest(request))).entity();
    }

    @GetMapping("/{documentId}")
    void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query.of(request);
        var found = documents.find(finder.find(request).id(), document(request), visible(request));
        var download = new Download(request, response, found.document());
        if (!download.isKnown(found.document().sha256())) {
            try (var content = found.open()) {
                download.send(content);
            }
        }
    }

    @DeleteMapping("/{documentId}")
    ResponseEntity<Void> remove(HttpServletRequest request) {
        Query.of(request);
        documents.remove(finder.find(request).id(), document(request), visible(request), Caller.of(request).actor());
        return ResponseEntity.noContent().build();
    }

    private List<NewDocument> files(MultipartHttpServletRequest request) {
        try {
            var parts = request.getMultiFileMap();
            var files = parts.getOrDefault(FILE, List.of());
            if (!Set.of(FILE).containsAll(parts.keySet()) || files.isEmpty() || files.size() > MOST_FILES) {
                throw new BadRequest(
                        "a request has 1 to " + MOST_FILES + " files, each in a part named '" + FILE + "'");
            }
            return files.stream().map(DocumentDoor::file).toList();
        } catch (MaxUploadSizeExceededException e) {
            throw documents.tooLarge();
        } catch (MultipartException e) {
            throw new BadRequest("the body is not multipart/form-data as RFC 7578 has it");
        }
    }

    /** Who may work on a case sees all of its documents. */
    /** What a guest puts on a case is never hidden from the customer. */
    private static Visibility visibility(HttpServletRequest request, List<Visibility> wished) {
        boolean isGuest = GuestCases.isGuest(request);
        if (isGuest && wished.contains(Visibility.INTERNAL)) {
            throw new BadRequest("what you put here can be seen by the customer: visibility is customer or left out");
        }
        return wished.isEmpty() ? isGuest ? Visibility.CUSTOMER : Visibility.INTERNAL : wished.getFirst();
    }

    private static Predicate<Visibility> visible(HttpServletRequest request) {
        return GuestCases.isGuest(request) ? visibility -> visibility == Visibility.CUSTOMER : visibility -> true;
    }

    private static NewDocument file(MultipartFile file) {
        return new NewDocument(file.getOriginalFilename(), file.getContentType(), file);
    }

    private static UUID document(HttpServletRequest request) {
        return Ids.uuid("the id of a document", Query.variable(request, "documentId"));
    }
}
