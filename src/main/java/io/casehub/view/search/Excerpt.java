package io.casehub.view.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The place of a text for which it was found: plain text and where the words stand in it, so nobody
 * has to trust mark-up in what strangers wrote.
 *
 * @param field what it is from: number, subject, order, invoice, people, text, transcript, comment
 * @param marks the words that were looked for
 */
public record Excerpt(String field, String text, List<Mark> marks) {

    private static final int BEFORE = 60;
    private static final int LONGEST = 240;
    private static final int MOST_WORDS = 10_000;
    private static final String CUT = "…";

    /** From a character to the one behind the last, counted as UTF-16 does. */
    public record Mark(int from, int to) {}

    public Excerpt {
        marks = List.copyOf(marks);
    }

    /** The best place in the best of these parts; empty where nothing wanted is in them. */
    static Optional<Excerpt> of(List<Part> parts, Wanted wanted) {
        return parts.stream().flatMap(part -> Place.best(part, wanted).stream())
                .max(Comparator.comparing(Place::different)).map(Place::excerpt);
    }

    /** A stretch of a text, and the wanted words in it. */
    private record Place(Part part, List<Token> found, long different) {

        static Optional<Place> best(Part part, Wanted wanted) {
            var found = Token.of(part.text(), MOST_WORDS).stream().filter(token -> wanted.means(token.word())).toList();
            Place best = null;
            for (int first = 0; first < found.size(); first++) {
                int begin = found.get(first).start();
                var within = found.subList(first, found.size()).stream()
                        .takeWhile(token -> token.end() <= begin + LONGEST - BEFORE).toList();
                var place = new Place(part, within, new HashSet<>(within.stream().map(Token::word).toList()).size());
                if (best == null || place.different() > best.different()) {
                    best = place;
                }
            }
            return Optional.ofNullable(best);
        }

        Excerpt excerpt() {
            var text = part.text();
            int begin = found.isEmpty() ? 0 : beginning(text, found.getFirst().start());
            int end = ending(text, Math.min(text.length(), begin + LONGEST));
            var before = begin == 0 ? "" : CUT;
            var marks = new ArrayList<Mark>();
            found.stream().filter(token -> token.end() <= end)
                    .map(token -> new Mark(token.start() - begin + before.length(),
                            token.end() - begin + before.length()))
                    .filter(mark -> !marks.contains(mark)).forEach(marks::add);
            return new Excerpt(part.field(),
                    before + text.substring(begin, end).replaceAll("\\s|\\p{Cntrl}", " ")
                            + (end == text.length() ? "" : CUT),
                    marks);
        }

        private static int beginning(String text, int at) {
            if (at <= BEFORE) {
                return 0;
            }
            int blank = text.indexOf(' ', at - BEFORE);
            return whole(text, blank < 0 || blank >= at ? at - BEFORE / 2 : blank + 1);
        }

        private static int ending(String text, int at) {
            if (at == text.length()) {
                return at;
            }
            int blank = text.lastIndexOf(' ', at);
            return whole(text, blank > at - BEFORE ? blank : at);
        }

        /** Not between the two halves of a character. */
        private static int whole(String text, int at) {
            return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
        }
    }
}
