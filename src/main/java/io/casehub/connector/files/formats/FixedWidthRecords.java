package io.casehub.connector.files.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.ingest.RawRecord;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Values at fixed places of a line. Every value is text without the blanks around it; what a short
 * line lacks is empty.
 */
final class FixedWidthRecords {

    private FixedWidthRecords() {}

    static FileRecords of(Lines lines, List<Column> columns) {
        return new LineRecords(lines, line -> {
            var tree = JsonNodeFactory.instance.objectNode();
            columns.forEach(column -> tree.put(column.name(), column.in(line.text())));
            return RawRecord.of(tree);
        });
    }

    /** Where a value stands: {@code first} to {@code last} character, counted from 1, both included. */
    record Column(String name, int first, int last) {

        private static final Pattern SHAPE = Pattern.compile("([^:]+):\\s*([0-9]{1,6})-([0-9]{1,6})");

        /** Reads {@code id:1-10, name:11-40}. */
        static List<Column> parse(String text) {
            return Arrays.stream(text.split(",")).map(String::strip).map(Column::one).toList();
        }

        private static Column one(String text) {
            var shape = SHAPE.matcher(text);
            if (shape.matches()) {
                int first = Integer.parseInt(shape.group(2));
                int last = Integer.parseInt(shape.group(3));
                if (first >= 1 && last >= first) {
                    return new Column(shape.group(1).strip(), first, last);
                }
            }
            throw new IllegalArgumentException("columns: \"" + text + "\" is no column; write name:first-last, "
                    + "counted from 1, such as id:1-10");
        }

        String in(String line) {
            return line.substring(Math.min(first - 1, line.length()), Math.min(last, line.length())).strip();
        }
    }
}
