package io.casehub.intake.reading.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mail's text in three: what somebody wrote now, what is quoted above, below or between it, and
 * the signature. Each keeps its lines in their order, and is empty where there is none.
 */
public record ReplyText(String newText, String quoted, String signature) {

    private enum Voice {
        NEW,
        QUOTED,
        SIGNATURE
    }

    public static ReplyText of(String text) {
        return new Reading(text).read();
    }

    private static final class Reading {

        private static final Pattern SHORT_TAIL = Pattern.compile("\\S{1,20}(?: \\S{1,20}){0,3}");
        private static final int WRAPPED = 65;

        private final Lines lines;
        private final Voice[] voices;

        Reading(String text) {
            lines = new Lines(text);
            voices = new Voice[lines.size()];
            Arrays.fill(voices, Voice.NEW);
        }

        ReplyText read() {
            quotes();
            announcements();
            signatures();
            return new ReplyText(of(Voice.NEW), of(Voice.QUOTED), of(Voice.SIGNATURE));
        }

        private void quotes() {
            for (int i = 0; i < voices.length; i++) {
                if (lines.isQuoted(i) || isTailOfQuote(i)) {
                    voices[i] = Voice.QUOTED;
                }
            }
        }

        /** The end of a quoted line that some program broke once more. */
        private boolean isTailOfQuote(int index) {
            return index > 0 && index + 1 < lines.size() && lines.isQuoted(index - 1) && lines.isQuoted(index + 1)
                    && lines.get(index - 1).length() >= WRAPPED && !lines.get(index - 1).matches(".*[.:!?>]")
                    && SHORT_TAIL.matcher(lines.get(index)).matches();
        }

        private void announcements() {
            var attribution = new Attribution(lines);
            var separators = new Separators(lines);
            for (int i = 0; i < voices.length; i++) {
                if (voices[i] != Voice.NEW || lines.isBlank(i)) {
                    continue;
                }
                int announced = attribution.at(i);
                if (announced > 0) {
                    i = quote(i, i + announced);
                } else if (separators.isAt(i)) {
                    i = quote(i, behindHeader(i));
                }
            }
        }

        /** The line behind what announces a message quoted whole, and behind its header lines. */
        private int behindHeader(int index) {
            return HeaderBlock.at(lines, index)
                    .or(() -> HeaderBlock.at(lines, lines.afterBlanks(index + 1), 2))
                    .map(HeaderBlock::end).orElse(index + 1);
        }

        /**
         * Marks the announcement, and all behind it where no {@code >} tells the quotation from an answer.
         */
        private int quote(int from, int to) {
            int next = lines.afterBlanks(to);
            boolean marked = next < lines.size() && lines.isQuoted(next);
            int end = marked ? to : voices.length;
            Arrays.fill(voices, from, end, Voice.QUOTED);
            return end - 1;
        }

        private void signatures() {
            var signatures = new Signatures(lines);
            for (int i = 0; i < voices.length; i++) {
                if (voices[i] == Voice.NEW) {
                    int end = i;
                    while (end < voices.length && voices[end] == Voice.NEW) {
                        end++;
                    }
                    Arrays.fill(voices, signatures.start(i, end), end, Voice.SIGNATURE);
                    i = end;
                }
            }
        }

        private String of(Voice voice) {
            var kept = new ArrayList<String>();
            for (int i = 0; i < voices.length; i++) {
                if (voices[i] == voice) {
                    kept.add(lines.shown(i));
                }
            }
            return joined(kept);
        }

        private static String joined(List<String> kept) {
            return String.join("\n", kept).replaceAll("\n[\\s]*\n(?:[ \\t]*\n)+", "\n\n").strip();
        }
    }
}
