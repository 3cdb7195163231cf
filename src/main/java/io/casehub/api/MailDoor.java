package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.cases.Cases;
import io.casehub.intake.Mailroom;
import io.casehub.intake.ReceiptNotFound;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailBooks;
import io.casehub.intake.receipts.MailFilter;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.mapping.Mappings;
import io.casehub.model.CaseId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mails and what became of them. All of it is Spring MVC: mails stream in and out, and one path
 * cannot be half Camel's ({@code docs/decisions/documents.md}).
 */
@RestController
@RequestMapping("/api/v1/mail")
class MailDoor {

    private final Mailroom mailroom;
    private final MailBooks books;
    private final MailReceipts receipts;
    private final MailSteps steps;
    private final Mappings mappings;
    private final Cases cases;
    private final CaseFinder finder;

    MailDoor(Mailroom mailroom, MailBooks books, MailReceipts receipts, MailSteps steps, Mappings mappings,
            Cases cases, CaseFinder finder) {
        this.mailroom = mailroom;
        this.books = books;
        this.receipts = receipts;
        this.steps = steps;
        this.mappings = mappings;
        this.cases = cases;
        this.finder = finder;
    }

    /** Newest first. */
    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var query = Query.of(request, "fate", "mailbox", "route", "sender", "messageId", "case", "since", "until",
                Query.BEHIND, Query.LIMIT);
        var behind = query.text(Query.BEHIND).map(text -> Ids.uuid(Query.BEHIND, text)).orElse(null);
        if (behind != null && receipts.find(behind).isEmpty()) {
            throw new BadRequest("behind is not a place this API has given out");
        }
        var filter = new MailFilter(query.words("fate", Fate.class), query.text("mailbox").orElse(null),
                query.text("route").orElse(null), query.text("sender").orElse(null),
                query.text("messageId").map(id -> id.replaceAll("^<|>$", "")).orElse(null),
                query.text("case").map(id -> finder.find(Caller.of(request), id).id()).orElse(null),
                query.time("since").orElse(null), query.time("until").orElse(null), behind, query.limit());
        return Listing.of(books.list(filter), query, receipt -> receipt.id().toString(),
                receipt -> MailShape.brief(receipt, number(receipt.caseId()))).entity();
    }

    /** How many came, by their fates; they add up. */
    @GetMapping("/books")
    ResponseEntity<byte[]> sums(HttpServletRequest request) {
        var query = Query.of(request, "route", "since");
        var sums = books.sums(query.text("route").orElse(null), query.time("since").orElse(null));
        return Answer.json(200, MailShape.sums(sums)).entity();
    }

    /** One with every step, and all that was understood of it. */
    @GetMapping("/{id}")
    ResponseEntity<byte[]> read(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(200, whole(find(request))).entity();
    }

    /** Hands a mail over; the same again is the same mail. */
    @PostMapping(consumes = "message/rfc822")
    ResponseEntity<byte[]> deliver(HttpServletRequest request) throws IOException {
        var query = Query.of(request, "system", "mailbox");
        var system = query.text("system").orElse("email");
        if (!system.matches("[a-z0-9-]{1,40}") || !mappings.exists(system + "/interaction")) {
            throw new BadRequest("system is a connector that reads mails, such as email: it has a mapping interaction");
        }
        var raw = request.getInputStream().readAllBytes();
        if (raw.length == 0) {
            throw new BadRequest("the body is a mail as RFC 5322 has it");
        }
        var delivered = mailroom.deliver(system, query.text("mailbox").orElse(null), raw);
        return Answer.json(delivered.isNew() ? 201 : 200, whole(find(delivered.receipt())))
                .with(HttpHeaders.LOCATION, MailShape.href(delivered.receipt())).entity();
    }

    /** Has one that was refused or quarantined handled again; the answer says what came of it. */
    @Once(apart = true)
    @PostMapping("/{id}/replay")
    ResponseEntity<byte[]> replay(HttpServletRequest request) {
        Query.of(request);
        var id = id(request);
        mailroom.handleAgain(id, Caller.of(request).actor());
        return Answer.json(200, whole(find(id))).entity();
    }

    private JsonNode whole(MailReceipt receipt) {
        var json = MailShape.brief(receipt, number(receipt.caseId()));
        receipt.record().map(record -> cases.linked(List.of(record)).get(record)).ifPresent(link -> json
                .putObject("isIn").put("id", link.caseId().toString()).put("number", number(link.caseId()))
                .put("why", link.evidence()));
        MailShape.steps(json, steps.of(receipt.id()));
        if (receipt.content() != null) {
            json.set("understood", mailroom.understood(receipt.id()));
        }
        return json;
    }

    private @Nullable String number(@Nullable CaseId id) {
        return id == null ? null : cases.find(id).map(hub -> hub.number()).orElse(null);
    }

    private MailReceipt find(HttpServletRequest request) {
        return find(id(request));
    }

    private MailReceipt find(UUID id) {
        return receipts.find(id).orElseThrow(() -> new ReceiptNotFound(id));
    }

    private static UUID id(HttpServletRequest request) {
        return Ids.uuid("the id of a mail", Query.id(request));
    }
}
