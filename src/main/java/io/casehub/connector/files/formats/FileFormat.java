package io.casehub.connector.files.formats;

import io.casehub.connector.files.formats.FixedWidthRecords.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How the files of a route are written. */
public final class FileFormat {

    private final Opening opening;

    private FileFormat(Opening opening) {
        this.opening = opening;
    }

    /**
     * Reads the parameters {@code format}, {@code columns}, {@code delimiter}, {@code quote},
     * {@code charset}, {@code skip} and {@code records}.
     *
     * @param text a parameter's text by its name, empty where nobody gave it
     * @throws IllegalArgumentException with a sentence that names the parameter
     */
    public static FileFormat of(UnaryOperator<String> text) {
        var charset = charset(text.apply("charset"));
        var skip = skip(text.apply("skip"));
        var format = text.apply("format");
        return new FileFormat(switch (format) {
            case "csv" -> csv(text, charset, skip);
            case "fixed" -> fixed(Column.parse(text.apply("columns")), charset, skip);
            case "json-lines" -> (file, content) -> JsonLineRecords.of(new Lines(file, content, charset, skip));
            case "json" -> (file, content) -> new JsonArrayRecords(file, content, charset);
            case "xml" -> xml(text.apply("records"));
            default -> throw new IllegalArgumentException(
                    "format: \"" + format + "\" is none of csv, fixed, json-lines, json, xml");
        });
    }

    /**
     * Begins to read a file; one whose name ends with {@code .gz} is unpacked on the way.
     *
     * @throws FileBroken where it cannot even be begun
     */
    public FileRecords read(String file, InputStream content) {
        return opening.open(file, file.endsWith(".gz") ? unpacked(file, content) : content);
    }

    private static InputStream unpacked(String file, InputStream content) {
        try {
            return new GZIPInputStream(content, 64 * 1024);
        } catch (IOException e) {
            throw new FileBroken(file + " is no gzip, as its name says it is");
        }
    }

    private static Opening csv(UnaryOperator<String> text, Charset charset, @Nullable Pattern skip) {
        var delimiter = character("delimiter", text.apply("delimiter"), ',');
        var quote = text.apply("quote").equals("none") ? null : character("quote", text.apply("quote"), '"');
        var columns = text.apply("columns").isEmpty()
                ? List.<String>of()
                : Arrays.stream(text.apply("columns").split(",")).map(String::strip).toList();
        return (file, content) -> CsvRecords.of(file, new Lines(file, content, charset, skip), delimiter, quote,
                columns);
    }

    private static Opening fixed(List<Column> columns, Charset charset, @Nullable Pattern skip) {
        return (file, content) -> FixedWidthRecords.of(new Lines(file, content, charset, skip), columns);
    }

    private static Opening xml(String records) {
        if (!records.matches("(/[^/]+)+")) {
            throw new IllegalArgumentException("records: \"" + records
                    + "\" is no path of elements; write it from the root, such as /orders/order");
        }
        var path = List.of(records.substring(1).split("/"));
        return (file, content) -> new XmlRecords(file, content, path);
    }

    private static char character(String parameter, String text, char otherwise) {
        return switch (text.length()) {
            case 0 -> otherwise;
            case 1 -> text.charAt(0);
            default -> {
                if (text.equals("tab")) {
                    yield '\t';
                }
                throw new IllegalArgumentException(parameter + ": \"" + text + "\" is not one character, nor tab");
            }
        };
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name.isEmpty() ? "UTF-8" : name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("charset: \"" + name + "\" is unknown here; write UTF-8, windows-1252 …",
                    e);
        }
    }

    private static @Nullable Pattern skip(String expression) {
        try {
            return expression.isEmpty() ? null : Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("skip: is no regular expression: " + e.getDescription(), e);
        }
    }

    /** Begins to read a file of this format. */
    private interface Opening {

        FileRecords open(String file, InputStream content);
    }
}
