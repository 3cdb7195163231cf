package io.casehub.intake.reading.secured;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MimeTree;
import io.casehub.intake.reading.mime.Multipart;
import io.casehub.intake.reading.mime.Node;
import io.casehub.intake.reading.mime.Opening;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.openpgp.PGPException;

/** OpenPGP in mails: PGP/MIME (RFC 3156), and the armour that stands in the text itself. */
public final class Pgp implements Opening {

    private static final String MESSAGE = "-----BEGIN PGP MESSAGE-----";
    private static final String MESSAGE_END = "-----END PGP MESSAGE-----";
    private static final String CLEAR = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n\\r?\\n");
    private static final Pattern DASHED = Pattern.compile("(?m)^- ");
    private static final int LARGEST = 50_000_000;

    private final PgpMessages messages;

    public Pgp(PgpKeys keys, Seals seals) {
        this.messages = new PgpMessages(keys, seals);
    }

    @Override
    public Optional<Node> open(Node node, MimeTree tree) throws IOException, PGPException, MessagingException {
        return switch (node) {
            case Leaf leaf when leaf.type().name().equals("text/plain") && !leaf.isAttachment() -> inText(leaf);
            case Leaf leaf -> Optional.empty();
            case Multipart multipart -> multipart.type().name().equals("multipart/encrypted")
                    ? encrypted(multipart, tree)
                    : signed(multipart);
        };
    }

    private Optional<Node> encrypted(Multipart multipart, MimeTree tree)
            throws IOException, PGPException, MessagingException {
        if (multipart.children().size() < 2 || !(multipart.children().get(1) instanceof Leaf sealed)) {
            return Optional.empty();
        }
        var inside = messages.decrypt(sealed.bytes(LARGEST));
        return inside.isEmpty() ? Optional.empty() : Optional.of(tree.part(inside.get()));
    }

    private Optional<Node> signed(Multipart multipart) throws IOException {
        if (multipart.signed() != null && multipart.children().size() > 1
                && multipart.children().get(1) instanceof Leaf signature
                && signature.type().name().equals("application/pgp-signature")) {
            try (var signed = multipart.signed().open()) {
                messages.check(signed.readAllBytes(), signature.bytes(LARGEST));
            }
        }
        return Optional.empty();
    }

    private Optional<Node> inText(Leaf leaf) throws IOException, PGPException {
        var text = new String(leaf.bytes(LARGEST), ISO_8859_1);
        if (!text.contains("-----BEGIN PGP ")) {
            return Optional.empty();
        }
        int start = text.indexOf(MESSAGE);
        int end = start < 0 ? -1 : text.indexOf(MESSAGE_END, start);
        if (end < 0) {
            return clear(leaf, text);
        }
        int behind = end + MESSAGE_END.length();
        return messages.decrypt(text.substring(start, behind).getBytes(ISO_8859_1))
                .map(inside -> with(leaf, text.substring(0, start) + new String(inside, ISO_8859_1)
                        + text.substring(behind)));
    }

    /** Text that is signed and stays readable. */
    private Optional<Node> clear(Leaf leaf, String text) {
        int start = text.indexOf(CLEAR);
        int signature = start < 0 ? -1 : text.indexOf(SIGNATURE, start);
        int end = signature < 0 ? -1 : text.indexOf(SIGNATURE_END, signature);
        var header = EMPTY_LINE.matcher(text);
        if (end < 0 || !header.find(start) || header.end() > signature) {
            return Optional.empty();
        }
        int behind = end + SIGNATURE_END.length();
        var said = DASHED.matcher(text.substring(header.end(), signature).stripTrailing()).replaceAll("");
        messages.check(canonical(said).getBytes(ISO_8859_1), text.substring(signature, behind).getBytes(ISO_8859_1));
        return Optional.of(with(leaf, text.substring(0, start) + said + text.substring(behind)));
    }

    /** As it was signed (RFC 9580, 7.2). */
    private static String canonical(String said) {
        return String.join("\r\n", said.lines().map(String::stripTrailing).toList());
    }

    private static Node with(Leaf leaf, String text) {
        return new Leaf(leaf.type(), leaf.fileName(), leaf.disposition(), leaf.contentId(),
                () -> new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
    }
}
