package io.casehub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.preview.Preview;
import io.casehub.connector.preview.Preview.Made;
import io.casehub.connector.preview.Preview.Shown;
import java.util.ArrayList;
import java.util.List;

/** A preview as a person reads it: left what the source said, right what became of it. */
final class SideBySide {

    static final int USUAL_WIDTH = 120;

    private static final int NARROWEST = 40;
    private static final String BETWEEN = " │ ";

    private final int column;

    /** @param width of the terminal, in characters */
    SideBySide(int width) {
        this.column = (Math.max(width, NARROWEST) - BETWEEN.length()) / 2;
    }

    List<String> lines(Preview preview) {
        var lines = new ArrayList<String>();
        lines.add(preview.route() + ": " + preview.received() + (preview.received() == 1 ? " record" : " records")
                + " in the page, in " + preview.took().toMillis() + " ms");
        if (preview.problem() != null) {
            lines.add("The source could not be read: " + preview.problem());
        } else {
            lines.add(preview.cursor() == null
                    ? "The cursor would stay where it is."
                    : "The cursor would be " + preview.cursor());
        }
        for (int i = 0; i < preview.records().size(); i++) {
            lines.add("");
            lines.add("── record " + (i + 1) + " "
                    + "─".repeat(Math.max(3, 2 * column - 8 - String.valueOf(i).length())));
            lines.addAll(record(preview.records().get(i)));
        }
        return lines;
    }

    private List<String> record(Shown shown) {
        var left = new ArrayList<String>();
        flatten("", shown.source(), left);
        var right = new ArrayList<String>();
        if (shown.fault() != null) {
            right.add("✗ the record " + shown.fault());
        }
        shown.made().forEach(made -> right.addAll(made(made)));
        var lines = new ArrayList<String>();
        var lefts = wrapped(left);
        var rights = wrapped(right);
        for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
            lines.add((padded(i < lefts.size() ? lefts.get(i) : "") + BETWEEN
                    + (i < rights.size() ? rights.get(i) : "")).stripTrailing());
        }
        return lines;
    }

    private static List<String> made(Made made) {
        var lines = new ArrayList<String>();
        lines.add("→ " + made.mapping());
        if (made.record() != null) {
            flatten("", made.record(), lines);
        } else if (made.faults().isEmpty()) {
            lines.add("nothing: the mapping says this record is none of its own");
        }
        made.faults().forEach(fault -> lines.add("✗ " + fault.where() + ": " + fault.what()));
        return lines;
    }

    /** A line for each value, with its path: trees of any depth stay readable beside each other. */
    private static void flatten(String path, JsonNode value, List<String> lines) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(), lines));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(path + "[" + i + "]", value.get(i), lines);
            }
        } else {
            var text = value.isTextual() ? value.textValue().replaceAll("\\R", "⏎") : value.toString();
            lines.add(path.isEmpty() ? text : path + ": " + text);
        }
    }

    private List<String> wrapped(List<String> lines) {
        var wrapped = new ArrayList<String>();
        for (var line : lines) {
            var rest = line;
            while (rest.length() > column) {
                int space = rest.lastIndexOf(' ', column);
                int end = space > column / 2 ? space : column;
                wrapped.add(rest.substring(0, end));
                rest = "    " + rest.substring(end).strip();
            }
            wrapped.add(rest);
        }
        return wrapped;
    }

    private String padded(String line) {
        return line + " ".repeat(column - line.length());
    }
}
