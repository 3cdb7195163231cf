package io.casehub.api.report;

import io.casehub.audit.RecordedEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A history as comma-separated values (RFC 4180, UTF-8), written line by line. What a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
public final class CsvReport {

    /** Spreadsheets run what begins with one of these; a tab or a return in front hides one. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    private final Writer out;

    public CsvReport(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        line("seq", "at", "actor", "action", "field", "before", "after", "cause", "erased", "hash");
    }

    /** The next entry; the hash of the last one is the head of the chain. */
    public void add(RecordedEntry recorded) {
        var entry = recorded.entry();
        line(String.valueOf(recorded.seq()), entry.at().toString(), entry.actor(), entry.action(), entry.field(),
                entry.before(), entry.after(), entry.cause(), recorded.erased() ? "erased" : null, recorded.hash());
    }

    /** Gives out what is still held; the stream stays open. */
    public void finish() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(@Nullable String... values) {
        try {
            out.write(Arrays.stream(values).map(CsvReport::value).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var safe = BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0)
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
