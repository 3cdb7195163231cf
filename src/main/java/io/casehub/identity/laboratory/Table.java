package io.casehub.identity.laboratory;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file of comma-separated values whose first line names the columns. */
record Table(Path file, List<Map<String, String>> rows) {

    /** @throws FileUnusable where it is missing or no such file */
    static Table read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FileUnusable(file + " is missing");
        }
        var reader = new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
                .with(CsvParser.Feature.TRIM_SPACES);
        try (var lines = reader.<Map<String, String>>readValues(Files.newBufferedReader(file))) {
            return new Table(file, lines.readAll());
        } catch (IOException e) {
            throw new FileUnusable(file + " cannot be read as CSV in UTF-8: " + e.getMessage());
        }
    }

    /** @throws FileUnusable where a column is missing, with those there are */
    Table having(Iterable<String> columns) {
        var known = rows.isEmpty() ? java.util.Set.<String>of() : rows.getFirst().keySet();
        for (var column : columns) {
            if (!rows.isEmpty() && !known.contains(column)) {
                throw new FileUnusable(file + " has no column " + column + "; it has " + String.join(", ", known));
            }
        }
        return this;
    }
}
