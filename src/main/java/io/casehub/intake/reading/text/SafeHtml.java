package io.casehub.intake.reading.text;

import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * HTML that may be shown to somebody: what is on a list of harmless elements and attributes,
 * nothing that runs, styles or loads. Of images those alone stay that came with the mail
 * ({@code cid:}).
 */
public final class SafeHtml {

    private static final Safelist HARMLESS = Safelist.relaxed()
            .addTags("hr", "center", "font", "del", "ins", "s", "address", "article", "section", "header", "footer",
                    "details", "summary", "figure", "figcaption", "tt", "kbd", "samp", "var", "abbr", "mark", "wbr")
            .addAttributes("font", "color", "size", "face")
            .addAttributes(":all", "dir", "lang", "title")
            .addAttributes("td", "align", "valign", "bgcolor")
            .addAttributes("th", "align", "valign", "bgcolor")
            .addAttributes("table", "align", "border", "cellpadding", "cellspacing", "bgcolor")
            .addAttributes("tr", "align", "valign")
            .addAttributes("p", "align")
            .addAttributes("div", "align")
            .removeProtocols("img", "src", "http", "https")
            .addProtocols("img", "src", "cid")
            .removeProtocols("a", "href", "ftp")
            .addProtocols("a", "href", "tel")
            .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer")
            .addEnforcedAttribute("a", "target", "_blank");

    private SafeHtml() {}

    public static String of(Document page) {
        var clean = new Cleaner(HARMLESS).clean(page);
        clean.outputSettings().prettyPrint(false);
        return clean.body().html().strip();
    }
}
