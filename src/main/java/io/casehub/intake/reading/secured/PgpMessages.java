package io.casehub.intake.reading.secured;

import io.casehub.intake.reading.secured.Seal.Kind;
import io.casehub.intake.reading.secured.Seal.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** OpenPGP's own format (RFC 9580): a sealed message, a signature beside what it signs. */
final class PgpMessages {

    private static final String BY = "pgp";
    private static final int LARGEST = 50_000_000;
    private static final int MOST_LAYERS = 5;

    private final PgpKeys keys;
    private final Seals seals;

    PgpMessages(PgpKeys keys, Seals seals) {
        this.keys = keys;
        this.seals = seals;
    }

    /** What is inside; empty where none of our keys opens it. */
    Optional<byte[]> decrypt(byte[] sealed) throws IOException, PGPException {
        var objects = new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(sealed)));
        for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
            if (object instanceof PGPEncryptedDataList recipients) {
                return decrypt(recipients);
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> decrypt(PGPEncryptedDataList recipients) throws IOException, PGPException {
        for (var recipient : recipients) {
            if (recipient instanceof PGPPublicKeyEncryptedData data) {
                var key = keys.secret(data.getKeyIdentifier().getKeyId());
                if (key.isPresent()) {
                    var inside = literal(data.getDataStream(new BcPublicKeyDataDecryptorFactory(key.get())));
                    boolean whole = !data.isIntegrityProtected() || data.verify();
                    seals.add(new Seal(BY, Kind.ENCRYPTED, whole ? Verdict.GOOD : Verdict.BAD, null));
                    return inside;
                }
            }
        }
        seals.add(new Seal(BY, Kind.ENCRYPTED, Verdict.UNCHECKED, null));
        return Optional.empty();
    }

    /** At most so much: a small message can be packed of an endless one. */
    private static Optional<byte[]> literal(InputStream in) throws IOException, PGPException {
        var objects = new BcPGPObjectFactory(in);
        int layers = 0;
        for (Object object = objects.nextObject(); object != null && layers < MOST_LAYERS; object = objects
                .nextObject()) {
            if (object instanceof PGPLiteralData literal) {
                return Optional.of(literal.getInputStream().readNBytes(LARGEST));
            }
            if (object instanceof PGPCompressedData packed) {
                objects = new BcPGPObjectFactory(packed.getDataStream());
                layers++;
            }
        }
        return Optional.empty();
    }

    void check(byte[] signed, byte[] signature) {
        try {
            var objects = new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(signature)));
            if (!(objects.nextObject() instanceof PGPSignatureList list) || list.isEmpty()) {
                throw new PGPException("no signature");
            }
            var first = list.get(0);
            var key = keys.known(first.getKeyID());
            if (key.isEmpty()) {
                seals.add(new Seal(BY, Kind.SIGNED, Verdict.UNCHECKED, null));
                return;
            }
            first.init(new BcPGPContentVerifierBuilderProvider(), key.get());
            first.update(signed);
            seals.add(new Seal(BY, Kind.SIGNED, first.verify() ? Verdict.GOOD : Verdict.BAD, owner(key.get())));
        } catch (IOException | PGPException | RuntimeException e) {
            seals.add(new Seal(BY, Kind.SIGNED, Verdict.BAD, null));
        }
    }

    private static String owner(PGPPublicKey key) {
        var names = key.getUserIDs();
        return names.hasNext() ? names.next() : Long.toHexString(key.getKeyID());
    }
}
