package io.casehub.connector.files.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes to text. A byte order mark says more surely than any parameter how a file is written. */
final class Decoding {

    /** Stands where bytes were no character; no text holds it, Unicode keeps it free. */
    static final char UNDECODED = '\uFFFF';

    private Decoding() {}

    static Reader reader(InputStream content, Charset told) throws IOException {
        var start = new PushbackInputStream(content, 3);
        var bytes = start.readNBytes(3);
        Charset charset = told;
        int mark = 0;
        if (bytes.length == 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF) {
            charset = StandardCharsets.UTF_8;
            mark = 3;
        } else if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        start.unread(bytes, mark, bytes.length - mark);
        return new InputStreamReader(start, charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNDECODED)));
    }
}
