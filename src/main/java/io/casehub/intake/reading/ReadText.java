package io.casehub.intake.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.TextDecoding;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.intake.reading.text.FlowedText;
import io.casehub.intake.reading.text.HtmlPage;
import io.casehub.intake.reading.text.HtmlText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * One part's text, whatever it came as.
 *
 * @param page the HTML it came as, if that was it and within bounds
 */
record ReadText(String contentType, String text, boolean isHtml, Optional<Document> page) {

    private static final int LARGEST = 2_000_000;
    private static final int BEGINNING = 4_000;
    private static final Pattern META = Pattern
            .compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?\\s*([\\w.:-]{1,40})");
    private static final Pattern COMMAND = Pattern.compile("</?[A-Za-z][A-Za-z0-9-]{0,60}>");
    private static final Pattern PARAMETER = Pattern.compile("(?is)<param>.{0,500}?</param>");

    static ReadText of(Leaf leaf, Warnings warnings) {
        var bytes = leaf.bytes(LARGEST);
        if (bytes.length == LARGEST) {
            warnings.add("A text is longer than " + LARGEST + " bytes: the rest is left out.");
        }
        var name = leaf.type().name();
        if (leaf.type().isHtml()) {
            return html(name, TextDecoding.decode(bytes, charset(leaf, bytes)), warnings);
        }
        var text = TextDecoding.decode(bytes, leaf.type().charset());
        var plain = name.equals("text/plain") ? FlowedText.unfold(text, leaf.type().wrapping()) : enriched(text);
        return new ReadText(name, plain, false, Optional.empty());
    }

    private static ReadText html(String name, String html, Warnings warnings) {
        var page = HtmlPage.parse(html);
        if (page.isEmpty()) {
            warnings.add("The HTML is made to be endless: only its words are kept.");
        }
        return new ReadText(name, page.map(HtmlText::of).orElseGet(() -> HtmlPage.withoutTags(html)), true, page);
    }

    /** What the page says of itself, where its part says nothing. */
    private static @Nullable String charset(Leaf leaf, byte[] bytes) {
        if (leaf.type().charset() != null) {
            return leaf.type().charset();
        }
        var meta = META.matcher(new String(bytes, 0, Math.min(bytes.length, BEGINNING), ISO_8859_1));
        return meta.find() ? meta.group(1) : null;
    }

    /** RFC 1896, as far as anybody still sends it. */
    private static String enriched(String text) {
        return COMMAND.matcher(PARAMETER.matcher(text).replaceAll("")).replaceAll("").replace("<<", "<")
                .replaceAll("(?<!\n)\n(?!\n)", " ").replaceAll("\n(\n+)", "$1");
    }

    /** As HTML that shows it as it is. */
    String escaped() {
        return "<pre>" + Entities.escape(text) + "</pre>";
    }
}
