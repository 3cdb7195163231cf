package io.casehub.intake.reading.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What opens S/MIME mails, and whom to believe.
 *
 * @param own private keys with their certificates
 * @param trusted certificates of people, or of those who vouch for them
 */
public record SmimeKeys(List<Own> own, List<X509Certificate> trusted) {

    /** A key of ours. */
    public record Own(PrivateKey key, X509Certificate certificate) {}

    public SmimeKeys {
        own = List.copyOf(own);
        trusted = List.copyOf(trusted);
    }

    /**
     * From a PKCS #12 file; none where there is no file.
     *
     * @throws IllegalArgumentException where it cannot be read, with a sentence that says so
     */
    public static SmimeKeys of(@Nullable Path file, String password) {
        var own = new ArrayList<Own>();
        var trusted = new ArrayList<X509Certificate>();
        if (file == null) {
            return new SmimeKeys(own, trusted);
        }
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (var alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    trusted.add(certificate);
                    if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                        own.add(new Own(key, certificate));
                    }
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("casehub.mail.smime-keys names " + file + ", which cannot be read as "
                    + "PKCS #12 with casehub.mail.smime-password: " + e.getMessage(), e);
        }
        return new SmimeKeys(own, trusted);
    }

    /**
     * Whether a certificate is one of those trusted, or was made with the key of one, and is valid now.
     */
    boolean trusts(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (GeneralSecurityException e) {
            return false;
        }
        return trusted.stream().anyMatch(known -> known.equals(certificate) || isIssuedBy(certificate, known));
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return issuer.getBasicConstraints() >= 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
