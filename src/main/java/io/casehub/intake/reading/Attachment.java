package io.casehub.intake.reading;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a mail. Its content is read from the mail's own bytes whenever it is asked
 * for.
 */
public final class Attachment {

    private final Leaf leaf;
    private final long size;
    private final String sha256;

    private Attachment(Leaf leaf, long size, String sha256) {
        this.leaf = leaf;
        this.size = size;
        this.sha256 = sha256;
    }

    static Attachment of(Leaf leaf, Warnings warnings) {
        var digest = Sha256.start();
        long size = 0;
        try (var in = leaf.content().open();
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            size = in.transferTo(out);
        } catch (IOException | RuntimeException e) {
            warnings.add("An attachment could not be decoded: " + e.getClass().getSimpleName() + ".");
        }
        return new Attachment(leaf, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Without folders; {@code null} where the mail gives it no name. */
    public @Nullable String fileName() {
        return leaf.fileName();
    }

    /** As the mail declares it, in lower case. */
    public String contentType() {
        return leaf.type().name();
    }

    /** Bytes, decoded. */
    public long size() {
        return size;
    }

    /** In hex. */
    public String sha256() {
        return sha256;
    }

    /** Whether it is shown within the text. */
    public boolean isInline() {
        return leaf.isInline();
    }

    /** By which HTML names it ({@code cid:}), without angle brackets. */
    public @Nullable String contentId() {
        return leaf.contentId();
    }

    /**
     * Writes all of it.
     *
     * @throws IOException where {@code into} takes no more
     */
    public void writeTo(OutputStream into) throws IOException {
        try (var in = leaf.content().open()) {
            in.transferTo(into);
        }
    }
}
