package io.casehub.identity.laboratory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of separated values whose first line names the columns. Commas part them, or semicolons or
 * tabs where the first line has those and no comma.
 */
record Table(Path file, List<String> columns, List<Map<String, String>> rows) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_HEADER = 1 << 16;

    /** @throws FileUnusable where it is missing or no such file */
    static Table read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FileUnusable(file + " is missing");
        }
        var mapper = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES,
                CsvParser.Feature.WRAP_AS_ARRAY).build();
        try (var text = withoutMark(Files.newBufferedReader(file))) {
            var lines = mapper.readerFor(String[].class)
                    .with(CsvSchema.emptySchema().withColumnSeparator(separator(text))).<String[]>readValues(text);
            if (!lines.hasNextValue()) {
                throw new FileUnusable(file + ":1: is empty; its first line should name the columns");
            }
            var columns = columns(file, lines.nextValue());
            var rows = new ArrayList<Map<String, String>>();
            while (lines.hasNextValue()) {
                rows.add(row(file, lines.getCurrentLocation().getLineNr(), columns, lines.nextValue()));
            }
            return new Table(file, columns, rows);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new FileUnusable(file + ":" + (at == null ? 1 : at.getLineNr()) + ": " + e.getOriginalMessage());
        } catch (IOException | RuntimeJsonMappingException e) {
            throw new FileUnusable(file + " cannot be read as CSV in UTF-8: " + e.getMessage());
        }
    }

    private static BufferedReader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        var header = text.readLine();
        text.reset();
        if (header == null || header.indexOf(',') >= 0) {
            return ',';
        }
        return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static List<String> columns(Path file, String[] names) {
        var columns = List.of(names);
        for (int at = 0; at < columns.size(); at++) {
            if (!columns.get(at).isEmpty() && columns.indexOf(columns.get(at)) < at) {
                throw new FileUnusable(file + ":1: names column " + columns.get(at) + " twice");
            }
        }
        return columns;
    }

    /** A row that ends early says nothing in what is left. */
    private static Map<String, String> row(Path file, int line, List<String> columns, String[] values) {
        if (values.length > columns.size()) {
            throw new FileUnusable(file + ":" + line + ": has " + values.length + " values for " + columns.size()
                    + " columns; a value with a separator in it stands in quotes");
        }
        var row = new LinkedHashMap<String, String>(columns.size() * 2);
        for (int at = 0; at < columns.size(); at++) {
            row.put(columns.get(at), at < values.length ? values[at] : "");
        }
        return row;
    }

    /** @throws FileUnusable where a column is missing, with those there are */
    Table having(Iterable<String> wanted) {
        for (var column : wanted) {
            if (!columns.contains(column)) {
                throw new FileUnusable(file + " has no column " + column + "; it has " + String.join(", ", columns));
            }
        }
        return this;
    }
}
