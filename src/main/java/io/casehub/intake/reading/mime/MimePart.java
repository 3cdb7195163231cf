package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.BASE64DecoderStream;
import org.eclipse.angus.mail.util.QPDecoderStream;
import org.eclipse.angus.mail.util.UUDecoderStream;
import org.jspecify.annotations.Nullable;

/** One part as Angus gives it: what it holds, decoded or taken apart. */
final class MimePart {

    private static final Pattern FILE = Pattern.compile("[^/?#:]{1,200}\\.\\w{1,8}");
    private static final int LARGEST_SIGNED = 50_000_000;
    private static final int PEEKED = 512;
    private static final int MOST_STRANGE = 10;

    private MimePart() {}

    static Leaf leaf(Part part, MediaType type) {
        var headers = new Headers(part, type.charset());
        var disposition = headers.first("Content-Disposition").map(Parameters::of);
        var id = headers.first("Content-ID").map(value -> value.replaceAll("[<>\\s]", ""))
                .filter(value -> !value.isEmpty());
        var kind = disposition.map(value -> value.value().toLowerCase(Locale.ROOT)).orElse("");
        var name = disposition.flatMap(value -> value.get("filename").or(() -> value.get("name")))
                .or(() -> headers.first("Content-Type").map(Parameters::of)
                        .flatMap(value -> value.get("name").or(() -> value.get("filename"))))
                .or(() -> type.isReadable() ? Optional.empty() : location(headers));
        return new Leaf(type, name.orElse(null),
                kind.startsWith("attachment") ? "attachment" : kind.startsWith("inline") ? "inline" : "",
                id.orElse(null), () -> decoded(part));
    }

    private static Optional<String> location(Headers headers) {
        return headers.first("Content-Location").filter(value -> FILE.matcher(value).matches());
    }

    static MimeMultipart open(Part part, MediaType type) throws MessagingException {
        if (type.boundary() != null) {
            try {
                var declared = new Bounded(new Content(part, type.name() + "; boundary=\""
                        + type.boundary().replaceAll("[\\\\\"]", "\\\\$0") + "\""));
                boolean unused = declared.getCount() > 0;
                return declared;
            } catch (MessagingException e) {
                // not the boundary that stands there: Angus looks for one in the content
            }
        }
        return new Bounded(new Content(part, type.name()));
    }

    /** An encoding nobody knows is taken for none. */
    private static InputStream decoded(Part part) throws IOException {
        var encoding = new Headers(part, null).first("Content-Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT)
                .replaceAll("[\"'\\s]", "");
        try {
            if (encoding.startsWith("base64")) {
                var in = new BufferedInputStream(undecoded(part));
                return isBase64(in) ? new BASE64DecoderStream(in) : in;
            }
            if (encoding.startsWith("quoted")) {
                return new QPDecoderStream(undecoded(part));
            }
            boolean isUu = encoding.startsWith("uu") || encoding.startsWith("x-uu");
            return isUu ? new UUDecoderStream(undecoded(part)) : undecoded(part);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** Some say base64 and write text. */
    private static boolean isBase64(InputStream in) throws IOException {
        in.mark(PEEKED);
        var start = in.readNBytes(PEEKED);
        in.reset();
        var text = new String(start, ISO_8859_1);
        int strange = text.replaceAll("[A-Za-z0-9+/=\\s]", "").length();
        int blanks = text.strip().replaceAll("[^ ]", "").length();
        return strange + blanks <= Math.max(2, start.length / MOST_STRANGE);
    }

    /** With the line ends of RFC 5322, which are what was signed whatever a server made of them. */
    static InputStream asSigned(Part part) throws IOException {
        try {
            var header = new StringBuilder();
            if (part instanceof MimeBodyPart body) {
                Collections.list(body.getAllHeaderLines()).forEach(line -> header.append(line).append("\r\n"));
            }
            var text = header.append("\r\n") + new String(undecoded(part).readNBytes(LARGEST_SIGNED), ISO_8859_1);
            return new ByteArrayInputStream(text.replaceAll("\r\n|\r|\n", "\r\n").getBytes(ISO_8859_1));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static InputStream undecoded(Part part) throws MessagingException {
        return switch (part) {
            case MimeMessage message -> message.getRawInputStream();
            case MimeBodyPart body -> body.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    /** Reads each part's header as ours. */
    private static final class Bounded extends MimeMultipart {

        Bounded(DataSource content) throws MessagingException {
            super(content);
        }

        @Override
        protected InternetHeaders createInternetHeaders(InputStream in) throws MessagingException {
            return new BoundedHeaders(in);
        }
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
        public String getContentType() {
            return type;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("a mail is only read");
        }

        @Override
        public @Nullable String getName() {
            return null;
        }
    }
}
