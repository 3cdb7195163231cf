package io.casehub.intake.reading.enclosed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MediaType;
import io.casehub.intake.reading.mime.MimeTree;
import io.casehub.intake.reading.mime.Multipart;
import io.casehub.intake.reading.mime.Node;
import io.casehub.intake.reading.mime.Opening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

/** Outlook's envelope (TNEF), which other mail programs show as a file "winmail.dat". */
public final class WinmailDat implements Opening {

    private static final Set<String> TYPES = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
    private static final int LARGEST = 50_000_000;
    private static final byte[] MAGIC = {0x78, (byte) 0x9f, 0x3e, 0x22};

    @Override
    public Optional<Node> open(Node node, MimeTree tree) throws IOException {
        if (!(node instanceof Leaf leaf) || !isWinmail(leaf)) {
            return Optional.empty();
        }
        var bytes = leaf.bytes(LARGEST);
        if (bytes.length == LARGEST || !startsWithMagic(bytes)) {
            return Optional.empty();
        }
        var message = new HMEFMessage(new ByteArrayInputStream(bytes));
        var inside = new ArrayList<Node>();
        body(message).ifPresent(inside::add);
        message.getAttachments().forEach(attachment -> file(attachment).ifPresent(inside::add));
        return inside.isEmpty() ? Optional.empty() : Optional.of(Multipart.mixed(inside));
    }

    private static boolean isWinmail(Leaf leaf) {
        return TYPES.contains(leaf.type().name()) || "winmail.dat".equalsIgnoreCase(leaf.fileName());
    }

    private static boolean startsWithMagic(byte[] bytes) {
        return bytes.length > MAGIC.length && List.of(0, 1, 2, 3).stream().allMatch(i -> bytes[i] == MAGIC[i]);
    }

    /** The text, or the HTML, if Outlook put it in plainly; its RTF is left alone. */
    private static Optional<Node> body(HMEFMessage message) {
        var html = bytes(message, MAPIProperty.BODY_HTML);
        if (html != null) {
            return Optional.of(text("text/html", html));
        }
        var plain = message.getBody();
        return plain == null || plain.isBlank()
                ? Optional.empty()
                : Optional.of(text("text/plain; charset=utf-8", plain.getBytes(UTF_8)));
    }

    private static byte @Nullable [] bytes(HMEFMessage message, MAPIProperty property) {
        MAPIAttribute attribute = message.getMessageMAPIAttribute(property);
        if (attribute == null || attribute.getData().length == 0) {
            return null;
        }
        return attribute instanceof MAPIStringAttribute text
                ? text.getDataString().getBytes(UTF_8)
                : attribute.getData();
    }

    private static Leaf text(String type, byte[] bytes) {
        return new Leaf(MediaType.named(type), null, "", null, () -> new ByteArrayInputStream(bytes));
    }

    private static Optional<Leaf> file(Attachment attachment) {
        try {
            var contents = attachment.getContents();
            var name = attachment.getLongFilename() == null ? attachment.getFilename() : attachment.getLongFilename();
            var type = attribute(attachment, MAPIProperty.ATTACH_MIME_TAG)
                    .or(() -> Optional.ofNullable(name).map(URLConnection::guessContentTypeFromName));
            var id = attribute(attachment, MAPIProperty.ATTACH_CONTENT_ID).orElse(null);
            return Optional.of(new Leaf(MediaType.named(type.orElse(null)), name, id == null ? "attachment" : "", id,
                    () -> new ByteArrayInputStream(contents)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> attribute(Attachment attachment, MAPIProperty property) {
        return attachment.getMAPIAttributes().stream().filter(attribute -> attribute.getProperty() == property)
                .filter(MAPIStringAttribute.class::isInstance).map(MAPIStringAttribute.class::cast)
                .map(MAPIStringAttribute::getDataString).filter(value -> !value.isBlank()).findFirst();
    }
}
