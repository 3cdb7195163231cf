package io.casehub.api;

import io.casehub.api.report.CsvReport;
import io.casehub.api.report.PdfReport;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Seals;
import io.casehub.audit.Subject;
import io.casehub.cases.HubCase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who did what to a case, when and why: page by page, or whole as a report. Spring MVC and not
 * Camel, since a report may be long and is written as it is read.
 */
@RestController
class HistoryDoor {

    private final CaseFinder finder;
    private final AuditTrail audit;
    private final Seals seals;
    private final PdfReport pdf;
    private final Clock clock;

    HistoryDoor(CaseFinder finder, AuditTrail audit, Seals seals, PdfReport pdf, Clock clock) {
        this.finder = finder;
        this.audit = audit;
        this.seals = seals;
        this.pdf = pdf;
        this.clock = clock;
    }

    @GetMapping("/api/v1/cases/{id}/history")
    void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = Query.of(request, "format", Query.BEHIND, Query.LIMIT);
        var hub = finder.find(request);
        var subject = new Subject("case", hub.id().toString());
        switch (query.text("format").orElse("json")) {
            case "json" -> page(query, subject, response);
            case "csv" -> {
                whole(query, response, "text/csv;charset=UTF-8", hub.number() + "-history.csv");
                var report = new CsvReport(response.getOutputStream());
                audit.read(subject, report::add);
                report.finish();
            }
            case "pdf" -> print(query, hub, subject, response);
            default -> throw new BadRequest("format is json, csv or pdf");
        }
    }

    private void page(Query query, Subject subject, HttpServletResponse response) throws IOException {
        var answer = Listing.of(audit.of(subject, query.seen(), query.limit() + 1), query,
                entry -> String.valueOf(entry.seq()), CaseShape::entry);
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }

    private void print(Query query, HubCase hub, Subject subject, HttpServletResponse response) throws IOException {
        var printed = new Printed();
        audit.read(subject, printed);
        // whole before the first byte goes out: half a document cannot be opened, a problem can be read
        var document = new ByteArrayOutputStream();
        pdf.write(hub, printed.entries, seals.newest().orElse(null), clock.instant(), document);
        whole(query, response, "application/pdf", hub.number() + "-history.pdf");
        document.writeTo(response.getOutputStream());
    }

    private static void whole(Query query, HttpServletResponse response, String type, String name) {
        if (query.text(Query.BEHIND).isPresent() || query.text(Query.LIMIT).isPresent()) {
            throw new BadRequest("a report is whole: behind and limit are for format=json");
        }
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    /** What fits on pages, and no more of it in memory. */
    private static final class Printed implements Consumer<RecordedEntry> {

        private final List<RecordedEntry> entries = new ArrayList<>();
        private int letters;

        @Override
        public void accept(RecordedEntry recorded) {
            letters += length(recorded.entry().before()) + length(recorded.entry().after());
            if (entries.size() == PdfReport.LONGEST || letters > PdfReport.MOST_LETTERS) {
                throw new BadRequest("this history is too long for pages, which hold " + PdfReport.LONGEST
                        + " entries and " + PdfReport.MOST_LETTERS + " letters: take format=csv");
            }
            entries.add(recorded);
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }
}
