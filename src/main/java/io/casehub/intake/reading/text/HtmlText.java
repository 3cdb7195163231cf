package io.casehub.intake.reading.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as the plain text a mail program would have sent beside it: quotations get their {@code >}.
 */
public final class HtmlText implements NodeVisitor {

    private static final Set<String> INVISIBLE = Set.of("script", "style", "head", "title", "noscript", "template",
            "object", "svg", "textarea", "select", "button");
    private static final Set<String> LINES = Set.of("div", "tr", "li", "ul", "ol", "table", "pre", "hr", "address",
            "section", "article", "header", "footer", "dl", "dt", "dd", "form", "center", "tbody");
    private static final Set<String> PARAGRAPHS = Set.of("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Pattern HIDDEN = Pattern
            .compile("(?i)(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all)");
    /** A paragraph that its author moved to the right. */
    private static final Pattern INDENTED = Pattern.compile("(?i)border(?:-left)?\\s*:\\s*(?:none|0)");
    private static final int DEEPEST_QUOTE = 9;

    private final StringBuilder text = new StringBuilder();
    private int quotes;
    private int hidden;
    private boolean atLineStart = true;
    private int blankLines = 2;

    private HtmlText() {}

    public static String of(Document page) {
        var visitor = new HtmlText();
        page.body().traverse(visitor);
        return visitor.text.toString().replaceAll("[ \\t]+\n", "\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words && hidden == 0) {
            append(words);
        } else if (node instanceof Element element) {
            open(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        if (isInvisible(element)) {
            hidden--;
        }
        breakBefore(element);
        if (isQuote(element)) {
            quotes--;
        }
    }

    private void open(Element element) {
        if (isInvisible(element)) {
            hidden++;
        }
        breakBefore(element);
        var name = element.normalName();
        if (isQuote(element)) {
            quotes++;
        } else if (hidden == 0 && name.equals("br")) {
            newLine();
        } else if (hidden == 0 && name.equals("li")) {
            word("- ");
        } else if (hidden == 0 && (name.equals("td") || name.equals("th")) && !atLineStart) {
            word(" ");
        }
    }

    private static boolean isInvisible(Element element) {
        return INVISIBLE.contains(element.normalName()) || element.hasAttr("hidden")
                || element.hasAttr("style") && HIDDEN.matcher(element.attr("style")).find();
    }

    private static boolean isQuote(Element element) {
        return element.normalName().equals("blockquote") && !element.hasClass("webkit-indent-blockquote")
                && (element.attr("type").equals("cite") || !INDENTED.matcher(element.attr("style")).find());
    }

    private void breakBefore(Element element) {
        boolean paragraph = PARAGRAPHS.contains(element.normalName())
                && !(element.normalName().equals("p") && isTight(element));
        if (hidden == 0 && (paragraph || PARAGRAPHS.contains(element.normalName())
                || LINES.contains(element.normalName()))) {
            if (!atLineStart) {
                newLine();
            }
            if (paragraph && blankLines == 0) {
                newLine();
            }
        }
    }

    /** Word's paragraphs are lines. */
    private static boolean isTight(Element paragraph) {
        return paragraph.className().startsWith("Mso") || paragraph.attr("style").contains("margin:0")
                || paragraph.attr("style").contains("margin: 0");
    }

    private void append(TextNode words) {
        if (words.parent() instanceof Element parent && parent.closest("pre") != null) {
            boolean first = true;
            for (var line : words.getWholeText().split("\n", -1)) {
                if (!first) {
                    newLine();
                }
                word(line.stripTrailing());
                first = false;
            }
            return;
        }
        var plain = words.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " ").replace('\u00a0', ' ');
        word(atLineStart ? plain.stripLeading() : endsWithBlank() ? plain.replaceFirst("^ ", "") : plain);
    }

    private boolean endsWithBlank() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
    }

    private void word(String word) {
        if (word.isEmpty()) {
            return;
        }
        if (atLineStart && quotes > 0) {
            text.append(">".repeat(Math.min(quotes, DEEPEST_QUOTE))).append(' ');
        }
        text.append(word);
        atLineStart = false;
        blankLines = 0;
    }

    private void newLine() {
        if (atLineStart) {
            blankLines++;
        }
        text.append('\n');
        atLineStart = true;
    }
}
