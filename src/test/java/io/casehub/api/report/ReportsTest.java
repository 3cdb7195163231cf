package io.casehub.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Subject;
import io.casehub.audit.Witness;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Witness SEAL = new Witness(17, "a".repeat(64));

    @Test
    void aLineOfTheCsvHasEveryFieldAndTheHashOfTheChain() {
        var csv = csv(entry(1, "status", "new", "open"), entry(2, "comment", null, null));

        assertThat(csv).isEqualTo("""
                seq,at,actor,action,field,before,after,cause,erased,hash
                1,2026-03-01T09:00:00Z,agent:ada,it.changed,status,new,open,api,,hash1
                2,2026-03-01T09:00:00Z,agent:ada,it.changed,comment,,,api,erased,hash2
                """.replace("\n", "\r\n"));
    }

    @Test
    void noValueIsAFormulaAndNoneBreaksItsLine() {
        for (var formula : List.of("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
            assertThat(csv(entry(1, "comment", null, formula))).as(formula).contains("'" + formula)
                    .doesNotContain("," + formula).doesNotContain(",\"" + formula);
        }
        assertThat(csv(entry(1, "comment", null, "a \"b\", c\nd"))).contains(",\"a \"\"b\"\", c\nd\",api");
    }

    @Test
    void thePrintHasTheCaseEveryEntryAndWhatTheChainEndsWith() throws IOException {
        var text = pdf(entry(1, "status", "new", "open"), entry(2, "comment", null, null));

        assertThat(text).contains("History of case CH-000017", "Where is it?", "status open", "priority high",
                "entries: 2", "chain ends with entry 2: hash2", "newest seal: " + SEAL, "status: new → open",
                "values erased", "cause: api", "page 1");
    }

    @Test
    void namesInOtherScriptsAreWrittenOrAtLeastNamed() throws IOException {
        var text = pdf(entry(1, "comment", "Ängström Łukasz Ελένη Наталья", "李 \uD83D\uDE00\u0007"));

        assertThat(text).contains("Ängström Łukasz Ελένη Наталья", "[U+674E] [U+1F600][U+0007]");
    }

    @Test
    void longTextsAndLongHistoriesGoOnInTheNextLineAndOnTheNextPage() throws IOException {
        var words = "word ".repeat(2000).strip();
        var entries = IntStream.rangeClosed(1, 200).mapToObj(n -> entry(n, "comment", null, n == 1
                ? words
                : "x".repeat(500) + "\n\nnew line")).toArray(RecordedEntry[]::new);

        var text = pdf(entries);

        assertThat(text).contains("page 10", "chain ends with entry 200");
        assertThat(text.split("word", -1)).hasSize(2001);
        assertThat(text.replaceAll("\\s", "")).contains("x".repeat(500) + "newline");
    }

    @Test
    void aFontThatIsNotThereIsSaidAtTheStart() {
        assertThatThrownBy(() -> new Typeface("/none.ttf")).hasMessageContaining("casehub.reports.font");
    }

    private static String csv(RecordedEntry... entries) {
        var out = new ByteArrayOutputStream();
        var report = new CsvReport(out);
        Arrays.stream(entries).forEach(report::add);
        report.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String pdf(RecordedEntry... entries) throws IOException {
        var hub = new HubCase(CaseId.next(), "CH-000017", null, null, "Where is it?", CaseStatus.OPEN, Priority.HIGH,
                null, new SourceRef("api", Entity.CASE, "1"), NINE, NINE, 1);
        var out = new ByteArrayOutputStream();
        new PdfReport(new Typeface("")).write(hub, List.of(entries), SEAL, NINE, out);
        try (var document = Loader.loadPDF(out.toByteArray())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static RecordedEntry entry(long seq, String field, @Nullable String before, @Nullable String after) {
        return new RecordedEntry(seq, new AuditEntry(new Subject("case", "17"), NINE, "agent:ada", "it.changed", field,
                before, after, "api"), before == null && after == null, "hash" + seq);
    }
}
