package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What stands before a message and is none of it: empty lines, a byte order mark, mbox's line. */
final class Preamble {

    private static final int FARTHEST = 4_000;

    private Preamble() {}

    static int end(byte[] raw) {
        int at = 0;
        boolean moved = true;
        while (moved && at < Math.min(raw.length, FARTHEST)) {
            int before = at;
            at += isAt(raw, at, "\u00ef\u00bb\u00bf") ? 3 : 0;
            at += at < raw.length && (raw[at] == '\r' || raw[at] == '\n') ? 1 : 0;
            if (isAt(raw, at, "From ") || isAt(raw, at, ">From ")) {
                while (at < raw.length && raw[at] != '\n') {
                    at++;
                }
            }
            moved = at > before;
        }
        return Math.min(at, raw.length);
    }

    private static boolean isAt(byte[] raw, int at, String text) {
        return raw.length - at >= text.length() && new String(raw, at, text.length(), ISO_8859_1).equals(text);
    }
}
