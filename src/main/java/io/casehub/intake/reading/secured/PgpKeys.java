package io.casehub.intake.reading.secured;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** OpenPGP keys: secret ones open mails that are for us, public ones check who signed. */
public final class PgpKeys {

    private final List<PGPSecretKeyRing> secret = new ArrayList<>();
    private final List<PGPPublicKeyRing> known = new ArrayList<>();
    private final char[] passphrase;

    private PgpKeys(String passphrase) {
        this.passphrase = passphrase.toCharArray();
    }

    /**
     * From a file of armored keys, one behind the other; none where there is no file.
     *
     * @throws IllegalArgumentException where it cannot be read, with a sentence that says so
     */
    public static PgpKeys of(@Nullable Path file, String passphrase) {
        var keys = new PgpKeys(passphrase);
        if (file != null) {
            try (var in = Files.newInputStream(file)) {
                keys.read(in);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException("casehub.mail.pgp-keys names " + file
                        + ", which cannot be read as armored OpenPGP keys: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private void read(InputStream in) throws IOException {
        for (var armored : new String(in.readAllBytes(), US_ASCII)
                .split("(?=-----BEGIN PGP (?:PUBLIC|PRIVATE) KEY)")) {
            if (!armored.contains("-----BEGIN PGP")) {
                continue;
            }
            var objects = new BcPGPObjectFactory(PGPUtil.getDecoderStream(
                    new ByteArrayInputStream(armored.getBytes(US_ASCII))));
            for (var object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSecretKeyRing ring) {
                    secret.add(ring);
                } else if (object instanceof PGPPublicKeyRing ring) {
                    known.add(ring);
                }
            }
        }
    }

    Optional<PGPPrivateKey> secret(long id) throws PGPException {
        for (var ring : secret) {
            var key = ring.getSecretKey(id);
            if (key != null) {
                return Optional.of(key.extractPrivateKey(
                        new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase)));
            }
        }
        return Optional.empty();
    }

    /** Also of our own. */
    Optional<PGPPublicKey> known(long id) {
        return known.stream().map(ring -> ring.getPublicKey(id)).filter(key -> key != null).findFirst()
                .or(() -> secret.stream().map(ring -> ring.getPublicKey(id)).filter(key -> key != null).findFirst());
    }
}
