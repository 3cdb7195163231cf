package io.casehub.intake.reading;

import static java.util.stream.Collectors.joining;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MediaType;
import io.casehub.intake.reading.mime.Multipart;
import io.casehub.intake.reading.mime.Node;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.intake.reading.reply.HtmlReply;
import io.casehub.intake.reading.reply.ReplyText;
import io.casehub.intake.reading.text.SafeHtml;
import io.casehub.intake.reading.words.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person reads of a message, and what is attached to it. Of alternatives the plain one is
 * read, if it says anything; the HTML one is kept beside it.
 */
final class Body {

    private static final int LONGEST_TEXT = 1_000_000;

    private final Warnings warnings;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Leaf> attached = new ArrayList<>();
    private final List<Leaf> named = new ArrayList<>();
    private final List<ReadText> plain;
    private final List<ReadText> rich;
    private final MediaType type;

    Body(Node root, Warnings warnings) {
        this.warnings = warnings;
        this.type = root.type();
        var read = texts(root, true, false);
        if (read.plain().isEmpty() && !named.isEmpty()) {
            var only = ReadText.of(named.getFirst(), warnings);
            read = new Texts(List.of(only), List.of(only));
        }
        plain = read.plain();
        rich = read.rich();
    }

    /** The same text, as plainly as it came and as richly. */
    private record Texts(List<ReadText> plain, List<ReadText> rich) {

        boolean isPlain() {
            return plain.stream().noneMatch(ReadText::isHtml);
        }

        boolean says() {
            return plain.stream().anyMatch(text -> !text.text().isBlank());
        }

        boolean isRich() {
            return rich.stream().anyMatch(ReadText::isHtml);
        }
    }

    /** Of the text that was chosen. */
    String contentType() {
        return plain.stream().filter(text -> !text.text().isBlank()).findFirst()
                .or(() -> plain.stream().findFirst()).map(ReadText::contentType).orElse(type.name());
    }

    /** Of the message as a whole. */
    String outerType() {
        return type.name();
    }

    List<Leaf> attached() {
        return attached;
    }

    /** Every part that holds no others. */
    List<Leaf> leaves() {
        return leaves;
    }

    String text() {
        var text = plain.stream().map(ReadText::text).filter(part -> !part.isBlank()).collect(joining("\n\n"));
        if (text.length() > LONGEST_TEXT) {
            warnings.add("The text is longer than " + LONGEST_TEXT + " characters: the rest is left out.");
        }
        return PlainText.lines(text, LONGEST_TEXT).strip();
    }

    /** Safe to show; empty where the mail has no HTML. */
    Optional<String> html() {
        if (rich.stream().noneMatch(ReadText::isHtml)) {
            return Optional.empty();
        }
        var html = rich.stream().flatMap(text -> text.page().map(SafeHtml::of).or(() -> Optional.of(text.escaped()))
                .stream()).collect(joining("\n"));
        if (html.length() > LONGEST_TEXT) {
            warnings.add("The HTML is longer than " + LONGEST_TEXT + " characters: it is left out.");
            return Optional.empty();
        }
        return Optional.of(PlainText.lines(html, LONGEST_TEXT)).filter(safe -> !safe.isBlank());
    }

    /** By the marks of mail programs, where the text alone does not tell. */
    ReplyText reply() {
        var pages = rich.stream().flatMap(text -> text.page().stream()).toList();
        boolean isHtml = plain.stream().anyMatch(ReadText::isHtml);
        if (pages.size() != 1) {
            return ReplyText.of(text());
        }
        if (isHtml && plain.size() == 1) {
            return HtmlReply.of(pages.getFirst());
        }
        var read = ReplyText.of(text());
        return read.quoted().isEmpty()
                ? HtmlReply.marked(pages.getFirst()).filter(marked -> !marked.quoted().isEmpty()).orElse(read)
                : read;
    }

    private Texts texts(Node node, boolean isRoot, boolean isAlternative) {
        return switch (node) {
            case Leaf leaf -> leaf(leaf, isRoot, isAlternative);
            case Multipart multipart -> {
                boolean alternative = multipart.type().name().equals("multipart/alternative");
                var inside = multipart.children().stream().map(child -> texts(child, false, alternative)).toList();
                yield alternative ? choose(inside) : all(inside);
            }
        };
    }

    private Texts leaf(Leaf leaf, boolean isRoot, boolean isAlternative) {
        leaves.add(leaf);
        boolean isUnnamed = leaf.fileName() == null;
        if (leaf.type().isReadable() && (!leaf.isAttachment() || isRoot && isUnnamed)
                && (isUnnamed || isRoot || isAlternative)) {
            var text = List.of(ReadText.of(leaf, warnings));
            return new Texts(text, text);
        }
        boolean isVersion = isAlternative && isUnnamed && leaf.type().name().startsWith("text/")
                && !leaf.type().name().equals("text/calendar") && !leaf.type().name().endsWith("card");
        if (!isVersion) {
            attached.add(leaf);
        }
        if (leaf.type().isReadable() && !leaf.isAttachment()) {
            named.add(leaf);
        }
        return new Texts(List.of(), List.of());
    }

    private static Texts all(List<Texts> inside) {
        return new Texts(inside.stream().flatMap(texts -> texts.plain().stream()).toList(),
                inside.stream().flatMap(texts -> texts.rich().stream()).toList());
    }

    /** Plain text if it says anything, else what does; and the richest, which comes last. */
    private static Texts choose(List<Texts> versions) {
        var speaking = versions.stream().filter(Texts::says).toList();
        var plain = speaking.stream().filter(Texts::isPlain).findFirst()
                .or(() -> speaking.stream().findFirst())
                .or(() -> versions.stream().filter(texts -> !texts.plain().isEmpty()).findFirst());
        var rich = versions.reversed().stream().filter(Texts::isRich).findFirst();
        return new Texts(plain.map(Texts::plain).orElse(List.of()),
                Stream.of(rich, plain).flatMap(Optional::stream).findFirst().map(Texts::rich).orElse(List.of()));
    }
}
