package io.casehub.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What was made of all chains that had grown since the seal before.
 *
 * @param number 1, 2, 3 …
 * @param chains how many had grown
 * @param keyed whether it was made with the key, so that nobody can make another who has only the
 * database
 */
record Seal(long number, Instant at, int chains, boolean keyed, byte[] hash) {

    /** How far a chain reached when it was sealed. */
    record Reach(Subject subject, long seq, byte[] chainHash) {}

    Witness witness() {
        return new Witness(number, HexFormat.of().formatHex(hash));
    }

    /** What is hashed: everything but the hash itself, behind the hash of the seal before. */
    static byte[] contents(byte[] before, long number, Instant at, List<Reach> reaches) {
        return Imprint.bytes(out -> {
            out.write(before);
            out.writeLong(number);
            Imprint.write(out, at.toString());
            out.writeInt(reaches.size());
            for (var reach : reaches) {
                Imprint.write(out, reach.subject().kind());
                Imprint.write(out, reach.subject().id());
                out.writeLong(reach.seq());
                out.write(reach.chainHash());
            }
        });
    }
}
