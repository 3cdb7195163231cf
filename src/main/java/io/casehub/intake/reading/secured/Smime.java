package io.casehub.intake.reading.secured;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MimeTree;
import io.casehub.intake.reading.mime.Multipart;
import io.casehub.intake.reading.mime.Node;
import io.casehub.intake.reading.mime.Opening;
import io.casehub.intake.reading.secured.Seal.Kind;
import io.casehub.intake.reading.secured.Seal.Verdict;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSCompressedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.ZlibExpanderProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** S/MIME (RFC 8551): what is signed is read and checked, what is encrypted for us is opened. */
public final class Smime implements Opening {

    private static final String BY = "smime";
    private static final Set<String> ENVELOPES = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> SIGNATURES = Set.of("application/pkcs7-signature",
            "application/x-pkcs7-signature");
    private static final int LARGEST = 50_000_000;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final SmimeKeys keys;
    private final Seals seals;

    public Smime(SmimeKeys keys, Seals seals) {
        this.keys = keys;
        this.seals = seals;
    }

    @Override
    public Optional<Node> open(Node node, MimeTree tree) throws IOException, CMSException, MessagingException {
        return switch (node) {
            case Leaf leaf -> ENVELOPES.contains(leaf.type().name()) ? envelope(leaf, tree) : Optional.empty();
            case Multipart multipart -> {
                detached(multipart);
                yield Optional.empty();
            }
        };
    }

    private void detached(Multipart multipart) throws IOException {
        if (multipart.signed() == null || multipart.children().size() < 2
                || !(multipart.children().get(1) instanceof Leaf signature)
                || !SIGNATURES.contains(signature.type().name())) {
            return;
        }
        try (var signed = multipart.signed().open()) {
            check(new CMSSignedData(new CMSProcessableByteArray(signed.readAllBytes()), signature.bytes(LARGEST)));
        } catch (CMSException | RuntimeException e) {
            seals.add(new Seal(BY, Kind.SIGNED, Verdict.BAD, null));
        }
    }

    private Optional<Node> envelope(Leaf leaf, MimeTree tree) throws CMSException, IOException, MessagingException {
        var bytes = leaf.bytes(LARGEST);
        var type = ContentInfo.getInstance(bytes).getContentType();
        byte[] inside = null;
        if (type.equals(CMSObjectIdentifiers.signedData)) {
            var signed = new CMSSignedData(bytes);
            check(signed);
            inside = signed.getSignedContent() == null ? null : (byte[]) signed.getSignedContent().getContent();
        } else if (type.equals(CMSObjectIdentifiers.envelopedData)) {
            inside = opened(new CMSEnvelopedData(bytes).getRecipientInfos(), false);
        } else if (type.equals(CMSObjectIdentifiers.authEnvelopedData)) {
            inside = opened(new CMSAuthEnvelopedData(bytes).getRecipientInfos(), true);
        } else if (type.equals(CMSObjectIdentifiers.compressedData)) {
            inside = new CMSCompressedData(bytes).getContent(new ZlibExpanderProvider(LARGEST));
        }
        return inside == null ? Optional.empty() : Optional.of(tree.part(inside));
    }

    private byte @Nullable [] opened(RecipientInformationStore recipients, boolean authenticated) {
        for (var recipient : recipients.getRecipients()) {
            for (var own : keys.own()) {
                try {
                    var content = recipient.getContent(authenticated
                            ? new JceKeyTransAuthEnvelopedRecipient(own.key()).setProvider(PROVIDER)
                            : new JceKeyTransEnvelopedRecipient(own.key()).setProvider(PROVIDER));
                    seals.add(new Seal(BY, Kind.ENCRYPTED, Verdict.GOOD, null));
                    return content;
                } catch (CMSException | RuntimeException e) {
                    // for another key than this one
                }
            }
        }
        seals.add(new Seal(BY, Kind.ENCRYPTED, Verdict.UNCHECKED, null));
        return null;
    }

    private void check(CMSSignedData data) {
        for (var signer : data.getSignerInfos().getSigners()) {
            data.getCertificates().getMatches(null).stream()
                    .filter(certificate -> signer.getSID().match(certificate)).findFirst()
                    .ifPresentOrElse(certificate -> seals.add(check(signer, certificate)),
                            () -> seals.add(new Seal(BY, Kind.SIGNED, Verdict.UNCHECKED, null)));
        }
    }

    private Seal check(SignerInformation signer, X509CertificateHolder holder) {
        var name = holder.getSubject().toString();
        try {
            var certificate = new JcaX509CertificateConverter().getCertificate(holder);
            boolean holds = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER)
                    .build(holder));
            return new Seal(BY, Kind.SIGNED,
                    !holds ? Verdict.BAD : keys.trusts(certificate) ? Verdict.GOOD : Verdict.UNCHECKED, name);
        } catch (CMSException | CertificateException | OperatorCreationException | RuntimeException e) {
            return new Seal(BY, Kind.SIGNED, Verdict.BAD, name);
        }
    }
}
