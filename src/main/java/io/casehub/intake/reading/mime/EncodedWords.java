package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * RFC 2047, as it is met: words with blanks inside, glued to other text, in the middle of quotes,
 * cut off at the end, and characters cut in two between words.
 */
final class EncodedWords {

    private static final Pattern WORD = Pattern.compile(
            "=\\?\\s*([^?\\s*]{1,60})(?:\\*[^?]{0,40})?\\s*\\?\\s*([bBqQ])\\s*\\?([^?]*(?:\\?(?!=)[^?]*){0,20}?)(?:\\?=|\\?? *$)");

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String charset;

    private EncodedWords() {}

    static String decode(String header) {
        return header.contains("=?") ? new EncodedWords().all(header) : header;
    }

    private String all(String header) {
        var words = WORD.matcher(header);
        int end = 0;
        while (words.find()) {
            var between = header.substring(end, words.start());
            // blanks between two encoded words belong to the encoding (RFC 2047, 6.2)
            if (end == 0 || !between.isBlank()) {
                flush();
                text.append(between);
            }
            add(words.group(1), words.group(2), words.group(3));
            end = words.end();
        }
        flush();
        return text.append(header, end, header.length()).toString();
    }

    private void add(String name, String encoding, String content) {
        if (!name.equalsIgnoreCase(charset)) {
            flush();
            charset = name;
        }
        pending.writeBytes(encoding.equalsIgnoreCase("b")
                ? base64(content)
                : unescape(content.replace('_', ' '), '=',
                        TextDecoding.charset(name).filter(Charset::canEncode).orElse(UTF_8)));
    }

    private void flush() {
        if (pending.size() > 0) {
            text.append(TextDecoding.decode(pending.toByteArray(), charset));
            pending.reset();
        }
        charset = null;
    }

    private static byte[] base64(String content) {
        var bytes = new ByteArrayOutputStream();
        // programs join what they encoded piece by piece: each has its own end
        for (var piece : content.replace('-', '+').replaceAll("[^A-Za-z0-9+/=]", "").split("=+")) {
            // one character too many holds no byte
            var whole = piece.length() % 4 == 1 ? piece.substring(0, piece.length() - 1) : piece;
            bytes.writeBytes(Base64.getDecoder().decode(whole));
        }
        return bytes.toByteArray();
    }

    /**
     * The bytes of text in which some stand as two hexadecimal digits behind a mark; others as they
     * are.
     */
    static byte[] unescape(String content, char mark, Charset charset) {
        var bytes = new ByteArrayOutputStream(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int high = c == mark && i + 2 < content.length() ? Character.digit(content.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(content.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(c < 0x80 ? US_ASCII : charset));
            }
        }
        return bytes.toByteArray();
    }
}
