package io.casehub.intake.reading.secured;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.reading.MailSettings;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedMailTest {

    private static final String PART = "Content-Type: text/plain; charset=utf-8\r\n\r\nThe cup is blue.\r\n";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void readsAndChecksWhatIsSignedBySmime() throws Exception {
        var keys = rsa();
        var certificate = certificate(keys);
        var opaque = "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(signed(keys, certificate, true));
        var detached = detached(PART, base64(signed(keys, certificate, false)));

        for (var mail : List.of(opaque, detached)) {
            assertThat(read(MailSettings.none(), mail).get("text").asText()).isEqualTo("The cup is blue.");
            assertThat(verdict(MailSettings.none(), mail)).isEqualTo("unchecked");
            assertThat(verdict(smime(keys, certificate), mail)).isEqualTo("good");
        }
        assertThat(verdict(smime(keys, certificate), detached.replace("blue", "red"))).isEqualTo("bad");
        assertThat(read(MailSettings.none(), detached.replace("blue", "red")).get("warnings"))
                .anyMatch(warning -> warning.asText().contains("signature is broken"));
    }

    @Test
    void opensWhatIsEncryptedForUsBySmime() throws Exception {
        var keys = rsa();
        var certificate = certificate(keys);
        var generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate).setProvider(PROVIDER));
        var sealed = generator.generate(new CMSProcessableByteArray(PART.getBytes(ISO_8859_1)),
                new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setProvider(PROVIDER).build());
        var mail = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(sealed.getEncoded());

        assertThat(read(smime(keys, certificate), mail).get("text").asText()).isEqualTo("The cup is blue.");

        var closed = read(smime(rsa(), certificate), mail);
        assertThat(closed.has("text")).isFalse();
        assertThat(closed.get("attachments")).hasSize(1);
        assertThat(closed.get("warnings")).anyMatch(warning -> warning.asText().contains("stays closed"));
    }

    @Test
    void opensWhatIsEncryptedForUsByPgp() throws Exception {
        var ring = ring();
        var armored = encrypted(ring, PART);
        var mime = "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
                + "--b\r\nContent-Type: application/octet-stream\r\n\r\n" + armored + "\r\n--b--\r\n";
        var inline = "Subject: x\r\n\r\nSee:\r\n" + encrypted(ring, "The cup is blue.") + "\r\n";

        assertThat(read(pgp(ring), mime).get("text").asText()).isEqualTo("The cup is blue.");
        assertThat(read(pgp(ring), inline).get("text").asText()).isEqualTo("See:\nThe cup is blue.");
        assertThat(verdict(MailSettings.none(), mime)).isEqualTo("unchecked");
    }

    @Test
    void checksWhoSignedByPgp() throws Exception {
        var ring = ring();
        var mail = "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n--b\r\n"
                + PART + "\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\n" + signature(ring, PART)
                + "\r\n--b--\r\n";

        assertThat(read(pgp(ring), mail).at("/seals/0/signer").asText()).isEqualTo("ann@acme.example");
        assertThat(verdict(pgp(ring), mail)).isEqualTo("good");
        assertThat(verdict(pgp(ring), mail.replace("blue", "red"))).isEqualTo("bad");
        assertThat(verdict(MailSettings.none(), mail)).isEqualTo("unchecked");
    }

    @Test
    void takesTheArmourOffSignedText() {
        var mail = read(MailSettings.none(), """
                Subject: x

                -----BEGIN PGP SIGNED MESSAGE-----
                Hash: SHA256

                - -- a dash
                The cup is blue.
                -----BEGIN PGP SIGNATURE-----

                nonsense
                -----END PGP SIGNATURE-----
                """);

        assertThat(mail.get("text").asText()).isEqualTo("-- a dash\nThe cup is blue.");
        assertThat(mail.at("/seals/0/by").asText()).isEqualTo("pgp");
    }

    private static JsonNode read(MailSettings settings, String mail) {
        return new MailReader(settings).read(mail.getBytes(ISO_8859_1));
    }

    private static String verdict(MailSettings settings, String mail) {
        return read(settings, mail).at("/seals/0/verdict").asText();
    }

    private static String detached(String part, String signature) {
        return "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\r\n\r\n--b\r\n"
                + part + "\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + signature + "\r\n--b--\r\n";
    }

    private MailSettings smime(KeyPair keys, X509Certificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("ours", keys.getPrivate(), "secret".toCharArray(), new Certificate[]{certificate});
        var file = Files.createTempFile(folder, "keys", ".p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return new MailSettings(List.of(), file, "secret", null, "");
    }

    private MailSettings pgp(PGPSecretKeyRing ring) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var armored = new ArmoredOutputStream(bytes)) {
            ring.encode(armored);
        }
        return new MailSettings(List.of(), null, "",
                Files.write(Files.createTempFile(folder, "keys", ".asc"), bytes.toByteArray()), "secret");
    }

    private static KeyPair rsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair keys) throws Exception {
        var name = new X500Name("CN=Ann Lee");
        var now = Instant.now();
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
                Date.from(now.minus(1, ChronoUnit.DAYS)), Date.from(now.plus(1, ChronoUnit.DAYS)), name,
                keys.getPublic()).build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    private static byte[] signed(KeyPair keys, X509Certificate certificate, boolean inside) throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder().setProvider(PROVIDER)
                .build("SHA256withRSA", keys.getPrivate(), certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(PART.getBytes(ISO_8859_1)), inside).getEncoded();
    }

    private static PGPSecretKeyRing ring() throws Exception {
        var pair = new JcaPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, rsa(), new Date());
        var sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
        return new PGPKeyRingGenerator(PGPSignature.POSITIVE_CERTIFICATION, pair, "ann@acme.example", sha1, null, null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
                new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, sha1)
                        .build("secret".toCharArray()))
                .generateSecretKeyRing();
    }

    private static String encrypted(PGPSecretKeyRing ring, String text) throws Exception {
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(PGPEncryptedData.AES_256)
                .setWithIntegrityPacket(true).setSecureRandom(new SecureRandom()));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(ring.getPublicKey()));
        var bytes = new ByteArrayOutputStream();
        try (var armored = new ArmoredOutputStream(bytes);
                var sealed = generator.open(armored, new byte[4096]);
                var literal = new PGPLiteralDataGenerator().open(sealed, PGPLiteralData.BINARY, "x", text.length(),
                        new Date())) {
            literal.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }

    private static String signature(PGPSecretKeyRing ring, String part) throws Exception {
        var key = ring.getSecretKey().extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build("secret".toCharArray()));
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
                ring.getPublicKey());
        generator.init(PGPSignature.BINARY_DOCUMENT, key);
        generator.update(part.getBytes(ISO_8859_1));
        var bytes = new ByteArrayOutputStream();
        try (var armored = new ArmoredOutputStream(bytes)) {
            generator.generate().encode(armored);
        }
        return bytes.toString(ISO_8859_1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }
}
