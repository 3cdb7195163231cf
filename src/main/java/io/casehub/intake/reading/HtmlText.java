package io.casehub.intake.reading;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as the plain text a mail program would have sent beside it: quotations get their {@code >}.
 */
final class HtmlText implements NodeVisitor {

    private static final Set<String> INVISIBLE = Set.of("script", "style", "head", "title", "noscript", "template",
            "object", "svg");
    private static final Set<String> LINES = Set.of("div", "tr", "li", "ul", "ol", "table", "pre", "hr", "address",
            "section", "article", "header", "footer", "dl", "dt", "dd", "form");
    private static final Set<String> PARAGRAPHS = Set.of("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final int DEEPEST_QUOTE = 9;

    private final StringBuilder text = new StringBuilder();
    private int quotes;
    private int hidden;
    private boolean atLineStart = true;
    private int blankLines = 2;

    private HtmlText() {}

    static String of(String html) {
        var visitor = new HtmlText();
        Jsoup.parse(html).body().traverse(visitor);
        return visitor.text.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words && hidden == 0) {
            append(words);
        } else if (node instanceof Element element) {
            open(element.normalName());
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        var name = element.normalName();
        if (INVISIBLE.contains(name)) {
            hidden--;
        }
        breakBefore(name);
        if (name.equals("blockquote")) {
            quotes--;
        }
    }

    private void open(String name) {
        if (INVISIBLE.contains(name)) {
            hidden++;
        }
        breakBefore(name);
        if (name.equals("blockquote")) {
            quotes++;
        } else if (name.equals("br") && hidden == 0) {
            newLine();
        } else if (name.equals("li")) {
            word("- ");
        } else if ((name.equals("td") || name.equals("th")) && !atLineStart) {
            word(" ");
        }
    }

    private void breakBefore(String name) {
        boolean paragraph = PARAGRAPHS.contains(name);
        if (hidden == 0 && (paragraph || LINES.contains(name))) {
            if (!atLineStart) {
                newLine();
            }
            if (paragraph && blankLines == 0) {
                newLine();
            }
        }
    }

    private void append(TextNode words) {
        boolean pre = words.parent() instanceof Element parent && parent.normalName().equals("pre");
        if (pre) {
            words.getWholeText().lines().forEach(line -> {
                word(line);
                newLine();
            });
            return;
        }
        var plain = words.getWholeText().replace('\u00a0', ' ').replaceAll("\\s+", " ");
        word(atLineStart ? plain.stripLeading() : plain);
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
