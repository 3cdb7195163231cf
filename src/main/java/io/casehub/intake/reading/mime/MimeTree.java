package io.casehub.intake.reading.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a message apart. However deep, wide or large it is made, the work is bounded: at most
 * 10,000 parts, 30 levels.
 */
public final class MimeTree {

    private static final int DEEPEST = 30;
    private static final int MOST_PARTS = 12_000;
    private static final int MOST_OPENED = 200;

    private final Warnings warnings;
    private final List<Opening> openings;
    private int parts;
    private int opened;
    private int depth;

    public MimeTree(Warnings warnings, List<Opening> openings) {
        this.warnings = warnings;
        this.openings = List.copyOf(openings);
    }

    /** A message: its header, and what it is made of. */
    public record Message(Headers headers, Node root) {}

    public Warnings warnings() {
        return warnings;
    }

    /**
     * Reads a message, and what is in the envelopes it holds.
     *
     * @throws MessagingException where not even a header can be told from a body
     */
    public Message read(byte[] raw) throws MessagingException {
        int start = Preamble.end(raw);
        var message = LenientMime.message(new SharedByteArrayInputStream(raw, start, raw.length - start));
        var type = MediaType.of(header(message, "Content-Type"), MediaType.TEXT);
        return new Message(new Headers(message, type.charset()), node(message, MediaType.TEXT));
    }

    private Node node(Part part, MediaType otherwise) {
        if (++parts > MOST_PARTS || depth > DEEPEST) {
            warnings.add("More parts, or deeper ones, than are read: the rest is left out.");
            return Multipart.mixed(List.of());
        }
        depth++;
        try {
            return opened(plain(part, type(part, otherwise)));
        } finally {
            depth--;
        }
    }

    private static MediaType type(Part part, MediaType otherwise) {
        var headers = new Headers(part, null);
        var said = headers.first("Content-Type");
        var type = MediaType.of(said, otherwise);
        boolean isUnnamedFile = said.isEmpty() && headers.first("Content-Disposition")
                .filter(value -> Parameters.of(value).get("filename").isPresent()).isPresent();
        return isUnnamedFile ? MediaType.named(null) : type;
    }

    private Node plain(Part part, MediaType type) {
        if (!type.isMultipart()) {
            return MimePart.leaf(part, type);
        }
        var children = new ArrayList<Node>();
        Leaf.Content signed = null;
        var inside = type.name().equals("multipart/digest") ? MediaType.MESSAGE : MediaType.TEXT;
        try {
            var multipart = MimePart.open(part, type);
            int count = multipart.getCount();
            for (int i = 0; i < count && parts <= MOST_PARTS; i++) {
                var child = multipart.getBodyPart(i);
                signed = i == 0 && type.name().equals("multipart/signed") ? () -> MimePart.asSigned(child) : signed;
                children.add(node(child, inside));
            }
        } catch (MessagingException | RuntimeException e) {
            warnings.add("A multipart is broken: " + e.getClass().getSimpleName() + ".");
        }
        return children.isEmpty()
                ? MimePart.leaf(part, new MediaType("text/plain", type.charset(), null, MediaType.Wrapping.FIXED))
                : new Multipart(type, children, signed);
    }

    private Node opened(Node node) {
        for (var opening : openings) {
            if (opened >= MOST_OPENED) {
                return node;
            }
            try {
                var inside = opening.open(node, this);
                if (inside.isPresent()) {
                    opened++;
                    return inside.get();
                }
            } catch (Exception | StackOverflowError e) {
                warnings.add("A part of type " + node.type().name() + " could not be opened: "
                        + e.getClass().getSimpleName() + ".");
            }
        }
        return node;
    }

    /** A part that was inside an envelope, its header first. */
    public Node part(byte[] raw) throws MessagingException {
        return node(LenientMime.part(raw), MediaType.TEXT);
    }

    private static Optional<String> header(Part part, String name) {
        return new Headers(part, null).first(name);
    }
}
