package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.text.HtmlText;
import io.casehub.intake.reading.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Selector;

/**
 * An HTML mail in what was written now, quoted and signed, by the marks that mail programs leave in
 * it; what has no mark is read as plain text is.
 */
public final class HtmlReply {

    /** What a mark is of, and where it stands. */
    private record Mark(String kind, String selector) {}

    private static final List<Mark> MARKS = Phrases.of("html-quotations").stream()
            .map(line -> new Mark(line.language().replaceFirst("^.*\\.", ""), line.words())).toList();
    private static final int MOST_OF_A_KIND = 500;

    private final Document page;
    private boolean isMarked;

    private HtmlReply(Document page) {
        this.page = page;
    }

    public static ReplyText of(Document page) {
        return new HtmlReply(page.clone()).read();
    }

    /** Empty where no mail program marked what is quoted. */
    public static Optional<ReplyText> marked(Document page) {
        var reply = new HtmlReply(page.clone());
        var read = reply.read();
        return reply.isMarked ? Optional.of(read) : Optional.empty();
    }

    private ReplyText read() {
        for (var mark : MARKS) {
            for (var element : Selector.select(mark.selector(), page.body()).stream().limit(MOST_OF_A_KIND).toList()) {
                if (element.parent() != null && element != page.body()) {
                    apply(mark.kind(), element);
                }
            }
        }
        return ReplyText.of(HtmlText.of(page));
    }

    private void apply(String kind, Element element) {
        boolean signature = kind.equals("signature");
        if (!signature && element.closest("blockquote") != null && !element.normalName().equals("blockquote")) {
            return;
        }
        isMarked |= !signature;
        switch (kind) {
            case "quote", "announcement" -> quote(List.of(element));
            case "reply" -> quote(isAnsweredInside(element) ? told(element) : List.of(element));
            case "rest" -> quote(rest(element));
            case "signature" -> element.before("<div>-- </div>");
            default -> throw new IllegalStateException("html-quotations.txt knows no " + kind);
        }
    }

    /** Between its quotations somebody wrote. */
    private static boolean isAnsweredInside(Element container) {
        return !container.children().isEmpty() && container.children().stream()
                .anyMatch(child -> child.normalName().equals("blockquote"));
    }

    /** What stands before the last quotation's end in a container: the announcement. */
    private static List<Node> told(Element container) {
        var told = new ArrayList<Node>();
        for (var node : List.copyOf(container.childNodes())) {
            if (node instanceof Element element && element.normalName().equals("blockquote")) {
                return told;
            }
            told.add(node);
        }
        return told;
    }

    /** It and all that follows, in and around what it stands in. */
    private List<Node> rest(Element first) {
        var rest = new ArrayList<Node>();
        Node at = first;
        rest.add(first);
        while (at != null && at != page.body()) {
            for (Node next = at.nextSibling(); next != null; next = next.nextSibling()) {
                rest.add(next);
            }
            at = at.parent();
        }
        return rest;
    }

    /** Each becomes a quotation in its place. */
    private static void quote(List<? extends Node> nodes) {
        for (var node : nodes) {
            boolean isWords = node instanceof Element || node instanceof TextNode text && !text.isBlank();
            if (isWords && node.parent() != null && !isQuotation(node)) {
                var quotation = new Element("blockquote").attr("type", "cite");
                node.replaceWith(quotation);
                quotation.appendChild(node);
            }
        }
    }

    private static boolean isQuotation(Node node) {
        return node instanceof Element element && element.normalName().equals("blockquote")
                && element.attr("style").isEmpty();
    }
}
