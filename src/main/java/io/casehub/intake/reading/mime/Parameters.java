package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header of a value and named parameters (RFC 2045, RFC 2231), read as leniently as mail programs
 * write it: blanks without quotes, quotes without an end, pieces in any order.
 */
record Parameters(String value, Map<String, String> named) {

    private static final Pattern NAME = Pattern.compile("([^*]{1,80})(?:\\*(\\d{1,4}))?(\\*)?");
    private static final int MOST = 200;

    static Parameters of(String header) {
        var cursor = new Cursor(header);
        var value = cursor.until(";");
        var pieces = new LinkedHashMap<String, TreeMap<Integer, Piece>>();
        for (int i = 0; i < MOST && !cursor.atEnd(); i++) {
            cursor.skip();
            var name = NAME.matcher(cursor.until("=;").strip().toLowerCase(Locale.ROOT));
            if (cursor.before() == '=' && name.matches()) {
                int index = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
                pieces.computeIfAbsent(name.group(1), key -> new TreeMap<>())
                        .putIfAbsent(name.group(3) == null && name.group(2) == null ? -1 : index,
                                new Piece(cursor.value(), name.group(3) != null));
            }
        }
        var named = new LinkedHashMap<String, String>();
        pieces.forEach((name, parts) -> named.put(name, join(parts)));
        return new Parameters(value.strip(), named);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A parameter that was written plainly and in pieces is taken from its pieces: they can say more.
     */
    private static String join(TreeMap<Integer, Piece> parts) {
        if (parts.size() > 1) {
            parts.remove(-1);
        }
        if (parts.values().stream().noneMatch(Piece::extended)) {
            var plain = String.join("", parts.values().stream().map(Piece::text).toList());
            return EncodedWords.decode(TextDecoding.decodeHeader(plain, null));
        }
        var bytes = new ByteArrayOutputStream();
        String charset = null;
        boolean first = true;
        for (var part : parts.values()) {
            var text = part.text();
            if (part.extended() && first) {
                var quotes = text.split("'", 3);
                charset = quotes.length == 3 ? quotes[0] : null;
                text = quotes.length == 3 ? quotes[2] : text;
            }
            first = false;
            bytes.writeBytes(part.extended() ? percent(text) : bytes(text));
        }
        return decode(bytes.toByteArray(), charset);
    }

    private static String decode(byte[] bytes, @Nullable String charset) {
        return TextDecoding.decode(bytes, charset == null || charset.isEmpty() ? "UTF-8" : charset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(text.chars().allMatch(c -> c <= 0xff) ? ISO_8859_1 : UTF_8);
    }

    private static byte[] percent(String text) {
        return EncodedWords.unescape(text, '%', UTF_8);
    }

    private record Piece(String text, boolean extended) {}

    /** Where reading is. */
    private static final class Cursor {

        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at >= text.length();
        }

        /** The character that ended what was read last. */
        char before() {
            return at > 0 && at <= text.length() ? text.charAt(at - 1) : ';';
        }

        void skip() {
            while (!atEnd() && (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
        }

        String until(String ends) {
            int start = Math.min(at, text.length());
            while (!atEnd() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            int end = Math.min(at, text.length());
            at++;
            return text.substring(start, end);
        }

        String value() {
            while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return !atEnd() && text.charAt(at) == '"' ? quoted() : until(";").strip();
        }

        /** A backslash before a letter is one of a path, whatever the RFC says. */
        private String quoted() {
            var value = new StringBuilder();
            for (at++; !atEnd() && text.charAt(at) != '"'; at++) {
                boolean escape = text.charAt(at) == '\\' && at + 1 < text.length()
                        && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
                at += escape ? 1 : 0;
                value.append(text.charAt(at));
            }
            at++;
            until(";");
            return value.toString();
        }
    }
}
