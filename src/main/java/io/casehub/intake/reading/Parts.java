package io.casehub.intake.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.Sha256;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message apart: the text to read, and the files beside it. However deep, wide or large it
 * is made, the work is bounded.
 */
final class Parts {

    /** A piece of the text, and the media type it had. */
    record Text(String type, String text) {}

    private static final List<String> ENCODINGS = List.of("base64", "quoted-printable", "uuencode", "x-uuencode",
            "x-uue");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)(?:file)?name\\s*=\\s*\"?([^\";\\r\\n]{1,500})");
    private static final int DEEPEST = 30;
    private static final int MOST_PARTS = 1_000;
    private static final int LARGEST_TEXT = 2_000_000;
    private static final int LONGEST_NAME = 500;

    private final Set<String> warnings;
    private final ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
    private final List<Part> attached = new ArrayList<>();
    private int count;

    Parts(Set<String> warnings) {
        this.warnings = warnings;
    }

    ArrayNode attachments() {
        return attachments;
    }

    /** Writes the first attachment of a digest, and answers whether there is one. */
    boolean write(String sha256, OutputStream into) throws IOException {
        for (int i = 0; i < attached.size(); i++) {
            if (attachments.get(i).path("sha256").asText().equals(sha256)) {
                try (var in = decoded(attached.get(i))) {
                    in.transferTo(into);
                    return true;
                } catch (MessagingException e) {
                    throw new IllegalStateException("this part could be decoded when it was digested", e);
                }
            }
        }
        return false;
    }

    /** The texts a reader sees, in their order; of alternatives one. */
    List<Text> texts(Part message) throws MessagingException {
        return texts(message, 0);
    }

    private List<Text> texts(Part part, int depth) throws MessagingException {
        if (++count > MOST_PARTS || depth > DEEPEST) {
            warnings.add("more parts, or deeper, than are read: the rest is left out");
            return List.of();
        }
        var type = MediaType.of(part);
        if (type.isMultipart()) {
            return inside(part, type, depth);
        }
        var file = fileName(part);
        if (type.isReadable() && file == null && !disposition(part).startsWith("attachment")) {
            return List.of(text(part, type));
        }
        attachments.add(attachment(part, type, file));
        attached.add(part);
        return List.of();
    }

    private List<Text> inside(Part part, MediaType type, int depth) throws MessagingException {
        var alternatives = new ArrayList<List<Text>>();
        try {
            var multipart = open(part, type);
            int children = multipart.getCount();
            for (int i = 0; i < Math.min(children, MOST_PARTS + 1); i++) {
                alternatives.add(texts(multipart.getBodyPart(i), depth + 1));
            }
            if (children > 0) {
                return type.name().equals("multipart/alternative")
                        ? best(alternatives)
                        : alternatives.stream().flatMap(List::stream).toList();
            }
        } catch (MessagingException | RuntimeException e) {
            warnings.add("a multipart is broken: " + e.getClass().getSimpleName());
        }
        return alternatives.isEmpty()
                ? List.of(text(part, MediaType.TEXT))
                : alternatives.stream().flatMap(List::stream).toList();
    }

    private static MimeMultipart open(Part part, MediaType type) throws MessagingException {
        if (type.boundary() != null) {
            try {
                var declared = new MimeMultipart(
                        new Content(part, type.name() + "; boundary=\""
                                + type.boundary().replaceAll("[\\\\\"]", "\\\\$0") + "\""));
                boolean unused = declared.getCount() > 0;
                return declared;
            } catch (MessagingException e) {
                // not the boundary that stands there: Angus looks for one in the content
            }
        }
        return new MimeMultipart(new Content(part, type.name()));
    }

    /** The inside of a multipart, which is not encoded whatever its header says (RFC 2045, 6.4). */
    private record Content(Part part, String type) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return undecoded(part);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "multipart";
        }
    }

    /** Plain text if it says anything, else what does. */
    private static List<Text> best(List<List<Text>> alternatives) {
        var speaking = alternatives.stream().filter(texts -> texts.stream().anyMatch(text -> !text.text().isBlank()))
                .toList();
        return speaking.stream().filter(texts -> texts.stream().allMatch(text -> text.type().equals("text/plain")))
                .findFirst().or(() -> speaking.stream().findFirst()).orElse(List.of());
    }

    private Text text(Part part, MediaType type) {
        var decoded = TextDecoding.decode(bytes(part), type.charset());
        return new Text(type.name(),
                type.isHtml() ? HtmlText.of(decoded) : FlowedText.unfold(decoded, type.wrapping()));
    }

    private byte[] bytes(Part part) {
        try (var in = decoded(part)) {
            return bounded(in);
        } catch (IOException | MessagingException | RuntimeException e) {
            warnings.add("a text part could not be decoded: " + e.getClass().getSimpleName());
        }
        try (var in = undecoded(part)) {
            return bounded(in);
        } catch (IOException | MessagingException | RuntimeException e) {
            return new byte[0];
        }
    }

    private byte[] bounded(InputStream in) throws IOException {
        var bytes = in.readNBytes(LARGEST_TEXT);
        if (bytes.length == LARGEST_TEXT) {
            warnings.add("the text is longer than " + LARGEST_TEXT + " bytes: the rest is left out");
        }
        return bytes;
    }

    /** An encoding nobody knows is taken for none. */
    private static InputStream decoded(Part part) throws MessagingException {
        var encoding = new Headers(part).first("Content-Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
        var known = ENCODINGS.stream().filter(encoding::startsWith).findFirst();
        return known.isPresent() ? MimeUtility.decode(undecoded(part), known.get()) : undecoded(part);
    }

    private static InputStream undecoded(Part part) throws MessagingException {
        return switch (part) {
            case MimeMessage message -> message.getRawInputStream();
            case MimeBodyPart body -> body.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    private ObjectNode attachment(Part part, MediaType type, @Nullable String file) {
        var node = JsonNodeFactory.instance.objectNode();
        var headers = new Headers(part);
        var id = headers.first("Content-ID").map(text -> PlainText.line(text.replaceAll("[<>]", ""), LONGEST_NAME));
        if (file != null) {
            node.put("fileName", file);
        }
        node.put("contentType", type.name());
        var digest = Sha256.start();
        try (var in = decoded(part);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            node.put("size", in.transferTo(out));
        } catch (IOException | MessagingException | RuntimeException e) {
            warnings.add("an attachment could not be decoded: " + e.getClass().getSimpleName());
        }
        node.put("sha256", HexFormat.of().formatHex(digest.digest()));
        node.put("inline", disposition(part).startsWith("inline")
                || id.isPresent() && !disposition(part).startsWith("attachment"));
        id.ifPresent(text -> node.put("contentId", text));
        return node;
    }

    private static @Nullable String fileName(Part part) {
        var name = rawFileName(part);
        var clean = name == null
                ? ""
                : PlainText.line(EncodedWords.decode(TextDecoding.decodeHeader(name)), LONGEST_NAME);
        return clean.isEmpty() ? null : clean;
    }

    private static @Nullable String rawFileName(Part part) {
        try {
            return part.getFileName();
        } catch (MessagingException | RuntimeException e) {
            var headers = new Headers(part);
            return Stream.of("Content-Disposition", "Content-Type").flatMap(name -> headers.raw(name).stream())
                    .map(FILE_NAME::matcher).filter(Matcher::find).map(found -> found.group(1).strip()).findFirst()
                    .orElse(null);
        }
    }

    private static String disposition(Part part) {
        return new Headers(part).first("Content-Disposition").orElse("").toLowerCase(Locale.ROOT);
    }
}
