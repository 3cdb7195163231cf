package io.casehub.audit;

import static io.casehub.audit.Imprint.sha256;
import static io.casehub.audit.Imprint.write;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An entry in its place in the chain of its subject. The chain covers a hash of the contents and
 * not the contents, and that hash is salted: so contents can be erased, and nobody can guess them
 * from what is left.
 */
record Link(long seq, AuditEntry entry, byte @Nullable [] salt, byte[] contentHash, byte[] chainHash) {

    /** What the first entry of a subject follows. */
    static final Head START = new Head(0, new byte[32]);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How far the chain of a subject reaches. */
    record Head(long seq, byte[] chainHash) {}

    static Link after(Head head, AuditEntry entry) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        long seq = head.seq() + 1;
        var contentHash = contentHash(salt, entry);
        return new Link(seq, entry, salt, contentHash, chainHash(head, seq, entry, contentHash));
    }

    RecordedEntry recorded() {
        return new RecordedEntry(seq, entry, erased(), HexFormat.of().formatHex(chainHash));
    }

    Head head() {
        return new Head(seq, chainHash);
    }

    boolean erased() {
        return salt == null;
    }

    /**
     * What does not fit, where this is claimed to be the entry that follows the head; {@code null}
     * where all fits.
     */
    @Nullable
    String faultBehind(Head head) {
        if (seq != head.seq() + 1) {
            return "entry " + (head.seq() + 1) + " is missing";
        }
        if (salt == null
                ? entry.before() != null || entry.after() != null
                : !MessageDigest.isEqual(contentHash, contentHash(salt, entry))) {
            return "the contents of entry " + seq + " were changed";
        }
        if (!MessageDigest.isEqual(chainHash, chainHash(head, seq, entry, contentHash))) {
            return "entry " + seq + " was changed, or does not follow the one before it";
        }
        return null;
    }

    private static byte[] contentHash(byte[] salt, AuditEntry entry) {
        return sha256(out -> {
            out.write(salt);
            write(out, entry.before());
            write(out, entry.after());
        });
    }

    private static byte[] chainHash(Head head, long seq, AuditEntry entry, byte[] contentHash) {
        return sha256(out -> {
            out.write(head.chainHash());
            out.writeLong(seq);
            out.write(contentHash);
            write(out, entry.subject().kind());
            write(out, entry.subject().id());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
            write(out, entry.actor());
            write(out, entry.action());
            write(out, entry.field());
            write(out, entry.cause());
        });
    }
}
