package io.casehub.audit;

import io.casehub.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How values become the bytes that are hashed: no two different lists of values are the same bytes.
 */
final class Imprint {

    private Imprint() {}

    interface Contents {
        void writeTo(DataOutputStream out) throws IOException;
    }

    static byte[] bytes(Contents contents) {
        try {
            var bytes = new ByteArrayOutputStream();
            contents.writeTo(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sha256(Contents contents) {
        return Sha256.of(bytes(contents));
    }

    /** Length first, and none for absent. */
    static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
