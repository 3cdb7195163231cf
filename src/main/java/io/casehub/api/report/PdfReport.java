package io.casehub.api.report;

import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Witness;
import io.casehub.cases.HubCase;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A history to be printed: the head of the case, every entry, and the hash that its chain ends
 * with, by which a print can be held against the trail later.
 */
@Component
public class PdfReport {

    /** More than these nobody prints; and the document is made in memory. */
    public static final int LONGEST = 10_000;

    /** Of all values together. */
    public static final int MOST_LETTERS = 5_000_000;

    private static final float TITLE = 16;
    private static final float BODY = 9;
    private static final float INDENT = 20;

    private final Typeface typeface;

    PdfReport(Typeface typeface) {
        this.typeface = typeface;
    }

    /**
     * @param entries all of them, at most {@link #LONGEST}
     * @param seal the newest seal, {@code null} before the first
     */
    public void write(HubCase hub, List<RecordedEntry> entries, @Nullable Witness seal, Instant at, OutputStream out)
            throws IOException {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle("History of case " + hub.number());
            try (var flow = new Flow(document, typeface.in(document), "Case " + hub.number() + "   " + moment(at))) {
                head(flow, hub, entries, seal, at);
                for (var entry : entries) {
                    entry(flow, entry);
                }
            }
            document.save(out);
        }
    }

    private static void head(Flow flow, HubCase hub, List<RecordedEntry> entries, @Nullable Witness seal, Instant at)
            throws IOException {
        flow.text("History of case " + hub.number(), TITLE, 0);
        flow.gap(BODY);
        flow.text(hub.subject(), BODY + 2, 0);
        flow.gap(BODY / 2);
        flow.text(words("id", hub.id(), "customer", hub.customer(), "type", hub.type()), BODY, 0);
        flow.text(words("status", hub.status().word(), "priority", hub.priority().word(), "assignee", hub.assignee()),
                BODY, 0);
        flow.text(words("opened", moment(hub.openedAt()), "changed", moment(hub.changedAt())), BODY, 0);
        flow.text("written " + moment(at) + ", entries: " + entries.size(), BODY, 0);
        if (!entries.isEmpty()) {
            flow.text("chain ends with entry " + entries.getLast().seq() + ": " + entries.getLast().hash(), BODY, 0);
        }
        flow.text("newest seal: " + (seal == null ? "none yet" : seal), BODY, 0);
        flow.gap(BODY);
    }

    private static void entry(Flow flow, RecordedEntry recorded) throws IOException {
        var entry = recorded.entry();
        flow.text(recorded.seq() + "   " + moment(entry.at()) + "   " + entry.actor() + "   " + entry.action(), BODY,
                0);
        if (recorded.erased()) {
            flow.text("values erased", BODY, INDENT);
        } else if (entry.before() != null || entry.after() != null) {
            flow.text(label(entry.field()) + shown(entry.before()) + " \u2192 " + shown(entry.after()), BODY, INDENT);
        }
        if (entry.cause() != null) {
            flow.text("cause: " + entry.cause(), BODY, INDENT);
        }
        flow.gap(BODY / 2);
    }

    private static String label(@Nullable String field) {
        return field == null ? "" : field + ": ";
    }

    private static String shown(@Nullable String value) {
        return Objects.requireNonNullElse(value, "nothing");
    }

    /** Names and values in turn; what is absent is left out. */
    private static String words(@Nullable Object... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2).filter(i -> pairs[i + 1] != null)
                .map(i -> pairs[i] + " " + pairs[i + 1]).collect(Collectors.joining(",  "));
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
