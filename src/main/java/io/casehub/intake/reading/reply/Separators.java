package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.words.Phrases;
import java.util.regex.Pattern;

/**
 * Lines behind which somebody else's words come: announced in words, or by a block of header lines.
 */
final class Separators {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String DASHES = "[-_=~*─━—–]";
    private static final String ORIGINAL = Phrases.of("original-message").anyOf();
    private static final String FORWARDED = Phrases.of("forwarded-message").anyOf();
    private static final Pattern QUOTED_WHOLE = Pattern.compile("[\\s>|]*" + DASHES + "{2,}+\\s*" + ORIGINAL
            + ".{0,100}|[\\s>|]*" + ORIGINAL + "\\s*" + DASHES + "{3,}", FLAGS);
    private static final Pattern FORWARD = Pattern.compile("[\\s>|]*(?:" + DASHES + "{2,}+\\s*" + FORWARDED
            + ".{0,100}|" + FORWARDED + "\\s*(?:[:：]|" + DASHES + "{3,}))\\s*", FLAGS);
    /** What a line has that says where a message was. */
    private static final Pattern MARK = Pattern.compile(DASHES + "{2}|[:：]");
    private static final Pattern REPLY_ABOVE = Pattern.compile(
            "[\\s>#=*_-]*" + Phrases.of("reply-above").anyOf() + "[\\s.!#=*_-]*", FLAGS);
    private static final Pattern RULE = Pattern.compile("\\s*[-_=─━—–*]{5,}\\s*");
    private static final Pattern UNKNOWN_LABEL = Pattern
            .compile("\\s*\\*?[\\p{L}][\\p{L}\\p{M} ]{0,24}\\s?[:：]\\*?\\s+\\S.*");
    private static final Pattern PERSON_OR_DAY = Pattern.compile(".*(?:@|\\b(?:19|20)\\d{2}\\b|\\d{1,2}:\\d{2}).*");
    private static final int LABELS = 4;

    private final Lines lines;

    Separators(Lines lines) {
        this.lines = lines;
    }

    /** Whether everything from here on is somebody else's. */
    boolean isAt(int index) {
        if (lines.isEndless(index)) {
            return false;
        }
        var line = lines.get(index);
        return RULE.matcher(line).matches()
                ? isHeadedBelow(index)
                : REPLY_ABOVE.matcher(line).matches() || isMarked(index) && (QUOTED_WHOLE.matcher(line).matches()
                        || isForward(index) || HeaderBlock.at(lines, index).isPresent());
    }

    boolean isForward(int index) {
        return !lines.isEndless(index) && isMarked(index) && FORWARD.matcher(lines.bare(index)).matches();
    }

    private boolean isMarked(int index) {
        return MARK.matcher(lines.get(index)).find();
    }

    /** A rule, and below it such lines, known or in a language nobody taught us. */
    private boolean isHeadedBelow(int index) {
        int next = lines.afterBlanks(index + 1);
        if (next >= lines.size() || next > index + 3) {
            return false;
        }
        if (HeaderBlock.at(lines, next, 2).isPresent()) {
            return true;
        }
        int labels = 0;
        int telling = 0;
        for (int i = next; i < Math.min(lines.size(), next + LABELS); i++) {
            labels += UNKNOWN_LABEL.matcher(lines.get(i)).matches() ? 1 : 0;
            telling += PERSON_OR_DAY.matcher(lines.get(i)).matches() ? 1 : 0;
        }
        return labels == LABELS && telling >= 2;
    }
}
