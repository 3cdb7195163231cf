package io.casehub.intake.reading.enclosed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MediaType;
import io.casehub.intake.reading.mime.MimeTree;
import io.casehub.intake.reading.mime.Multipart;
import io.casehub.intake.reading.mime.Node;
import io.casehub.intake.reading.mime.Opening;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that stand uuencoded in the text itself, as was usual before MIME. */
public final class Uuencoded implements Opening {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (\\S.{0,200})");
    private static final Pattern ENCODED = Pattern.compile("[ -`]{1,90}");
    private static final int LARGEST = 20_000_000;
    private static final int MOST = 100;

    @Override
    public Optional<Node> open(Node node, MimeTree tree) throws IOException, MessagingException {
        if (!(node instanceof Leaf leaf) || !leaf.type().name().equals("text/plain") || leaf.isAttachment()) {
            return Optional.empty();
        }
        var bytes = leaf.bytes(LARGEST);
        var text = new String(bytes, ISO_8859_1);
        if (!text.contains("begin ")) {
            return Optional.empty();
        }
        var said = new ArrayList<String>();
        var files = files(text.lines().toList(), said);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var rest = String.join("\n", said).getBytes(ISO_8859_1);
        files.addFirst(new Leaf(leaf.type(), leaf.fileName(), leaf.disposition(), leaf.contentId(),
                () -> new ByteArrayInputStream(rest)));
        return Optional.of(Multipart.mixed(files));
    }

    private static List<Node> files(List<String> lines, List<String> said) {
        var files = new ArrayList<Node>();
        for (int i = 0; i < lines.size(); i++) {
            var begin = BEGIN.matcher(lines.get(i));
            int end = begin.matches() && files.size() < MOST ? end(lines, i + 1) : -1;
            if (end < 0) {
                said.add(lines.get(i));
            } else {
                files.add(file(begin.group(1).strip(), String.join("\n", lines.subList(i, end + 1)) + "\n"));
                i = end;
            }
        }
        return files;
    }

    /** Its last line; -1 where it has none, or something else comes before. */
    private static int end(List<String> lines, int start) {
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("end")) {
                return i;
            }
            if (!lines.get(i).isEmpty() && !ENCODED.matcher(lines.get(i)).matches()) {
                return -1;
            }
        }
        return -1;
    }

    private static Leaf file(String name, String encoded) {
        return Leaf.file(MediaType.named(URLConnection.guessContentTypeFromName(name)), name, () -> {
            try {
                return MimeUtility.decode(new ByteArrayInputStream(encoded.getBytes(ISO_8859_1)), "uuencode");
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        });
    }
}
