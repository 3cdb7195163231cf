package io.casehub.connector.files.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.connector.files.formats.CsvValues.Malformed;
import io.casehub.connector.files.formats.Lines.Line;
import io.casehub.ingest.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, any delimiter). Every value is text. Behind a quote that is
 * never closed reading goes on in the next line.
 */
final class CsvRecords {

    private final Lines lines;
    private final char delimiter;
    private final @Nullable Character quote;
    private final List<String> columns;

    private CsvRecords(String file, Lines lines, char delimiter, @Nullable Character quote, List<String> columns) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.quote = quote;
        this.columns = columns.isEmpty() ? header(file) : columns;
    }

    /** @param columns the names of the columns; where there are none the first line says them */
    static FileRecords of(String file, Lines lines, char delimiter, @Nullable Character quote, List<String> columns) {
        return new LineRecords(lines, new CsvRecords(file, lines, delimiter, quote, columns)::record);
    }

    private RawRecord record(Line first) {
        var following = new ArrayList<Line>();
        try {
            var record = new CsvValues(delimiter, quote).take(first.text());
            long length = first.text().length();
            while (record.isOpen()) {
                var line = lines.any();
                line.ifPresent(following::add);
                length += line.map(Line::text).map(String::length).orElse(0);
                if (line.isEmpty() || line.get().fault() != null || length > FileRecords.LONGEST_RECORD) {
                    lines.giveBack(following);
                    return lines.unreadable(first, "opens a quote that is never closed");
                }
                record.take(line.get().text());
            }
            return record(first, following, record.values());
        } catch (Malformed e) {
            lines.giveBack(following);
            return lines.unreadable(first, "has text behind a closing quote");
        }
    }

    private RawRecord record(Line first, List<Line> following, List<String> values) {
        if (values.size() != columns.size()) {
            var text = new StringBuilder(first.text());
            following.forEach(line -> text.append('\n').append(line.text()));
            return lines.unreadable(new Line(first.number(), text.toString(), null),
                    "has " + values.size() + " values where there are " + columns.size() + " columns");
        }
        var tree = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.size(); i++) {
            tree.put(columns.get(i), values.get(i));
        }
        return RawRecord.of(tree);
    }

    private List<String> header(String file) {
        var line = lines.next();
        if (line.isEmpty()) {
            return List.of();
        }
        try {
            var header = new CsvValues(delimiter, quote).take(line.get().text());
            if (line.get().fault() == null && !header.isOpen()) {
                return names(file, header.values());
            }
        } catch (Malformed e) {
            // said below
        }
        throw new FileBroken(file + ", line " + line.get().number() + ": the names of the columns cannot be read");
    }

    /** A column without a name, such as the one behind a delimiter too many, is called by its place. */
    private static List<String> names(String file, List<String> header) {
        var names = new ArrayList<String>();
        for (var name : header) {
            names.add(name.isBlank() ? "column" + (names.size() + 1) : name.strip());
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new FileBroken(file + ": two columns have one name; give the names by the parameter columns");
        }
        return names;
    }
}
