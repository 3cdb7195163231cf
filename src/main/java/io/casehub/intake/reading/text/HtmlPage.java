package io.casehub.intake.reading.text;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import org.jsoup.UncheckedIOException;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** HTML of a mail, parsed within bounds: of size, of depth, and of time. */
public final class HtmlPage {

    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST = 600;
    private static final int MOST_NODES = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private HtmlPage() {}

    /** Empty where it is made to take longer than anybody waits. */
    public static Optional<Document> parse(String html) {
        var bounded = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        try {
            var page = Parser.htmlParser().parseInput(new Hasty(bounded), "");
            return isBounded(page) ? Optional.of(page) : Optional.empty();
        } catch (UncheckedIOException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** What stands between tags, where the tags themselves are out of bounds. */
    public static String withoutTags(String html) {
        var bounded = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        return Parser.unescapeEntities(bounded.replaceAll("<[^<>]{0,2000}>", " "), false).replaceAll("[ \\t]+", " ")
                .strip();
    }

    private static boolean isBounded(Document page) {
        int[] most = {0, 0};
        page.traverse((node, depth) -> {
            most[0]++;
            most[1] = Math.max(most[1], depth);
        });
        return most[0] <= MOST_NODES && most[1] <= DEEPEST;
    }

    /** Stops the parser when its time is over: it reads piece by piece. */
    private static final class Hasty extends StringReader {

        private final long end = System.nanoTime() + PATIENCE.toNanos();

        Hasty(String html) {
            super(html);
        }

        @Override
        public int read(char[] into, int from, int count) throws IOException {
            if (System.nanoTime() > end) {
                throw new IOException("this page takes too long");
            }
            return super.read(into, from, Math.min(count, 8_192));
        }
    }
}
