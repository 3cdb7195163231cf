package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.reads.ReadFilter;
import io.casehub.audit.reads.RecordedRead;
import io.casehub.audit.reads.RecordedReads;
import io.casehub.cases.CustomerTraces;
import io.casehub.identity.Customers;
import io.casehub.model.CustomerId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What callers were shown. One is Spring MVC and not Camel, since its media type is that of what
 * was shown; the list is called by {@code routes/api/audit.camel.yaml}.
 */
@RestController
class ReadDoor {

    private final RecordedReads reads;
    private final CustomerTraces traces;
    private final Customers customers;

    ReadDoor(RecordedReads reads, CustomerTraces traces, Customers customers) {
        this.reads = reads;
        this.traces = traces;
        this.customers = customers;
    }

    /** Who read what, the newest first. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, "customer", "actor", "from", "to", Query.BEHIND, Query.LIMIT);
        var behind = query.text(Query.BEHIND).map(text -> Ids.number(Query.BEHIND, text)).orElse(null);
        var filter = new ReadFilter(query.text("customer").map(Ids::customer).map(this::traces).orElse(null),
                query.text("actor").orElse(null), query.time("from").orElse(null), query.time("to").orElse(null),
                behind, query.limit() + 1);
        return Listing.of(reads.list(filter), query, read -> String.valueOf(read.number()), ReadDoor::shape);
    }

    /**
     * The very bytes that one of them showed; a page is saved, and not shown within the hub's origin.
     */
    @GetMapping("/api/v1/audit/reads/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        Query.of(request);
        var read = reads.get(Ids.uuid("the id of a read", Query.id(request)));
        var contents = reads.contents(read);
        var type = Objects.requireNonNullElse(read.type(), "application/octet-stream");
        var answer = ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Repr-Digest", digest(read.hash())); // RFC 9530
        if (!type.startsWith("application/json")) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"read-" + read.id() + "\"");
        }
        return answer.body(contents);
    }

    private Collection<UUID> traces(CustomerId id) {
        return traces.of(customers.survivor(id).orElseThrow(() -> new CustomerNotFound(id)));
    }

    private static ObjectNode shape(RecordedRead read) {
        var json = Shape.object().put("id", read.id().toString())
                .put("at", read.at().toString())
                .put("actor", read.actor())
                .put("method", read.method())
                .put("path", read.path());
        Shape.put(json, "query", read.query());
        json.put("status", read.status());
        Shape.put(json, "type", read.type());
        if (read.size() != null) {
            json.put("size", read.size());
        }
        Shape.put(json, "sha256", read.hash());
        Shape.put(json, "erasedAt", read.erasedAt());
        return json.put("href", "/api/v1/audit/reads/" + read.id());
    }

    private static String digest(@Nullable String sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(
                Objects.requireNonNullElse(sha256, ""))) + ":";
    }
}
