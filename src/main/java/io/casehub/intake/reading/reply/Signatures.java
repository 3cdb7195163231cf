package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.words.Phrases;
import java.util.regex.Pattern;

/**
 * Where a signature begins in what somebody wrote: at its {@code -- }, at a telephone's line, at
 * the footer of a list, or at a closing that a block of name and addresses follows. A closing with
 * a bare name is part of the letter.
 */
final class Signatures {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern MARK = Pattern.compile("^\\s{0,3}--[ \\t]?$|^\\s{0,3}—$|^\\s*&--\\s*$");
    private static final Pattern DEVICE = Pattern.compile(
            "^[\\s(\\[-]*(?:" + Phrases.of("device-signatures").anyOf() + ")(.{0,90})$", FLAGS);
    private static final Pattern CLOSING = Pattern.compile(
            "^\\s*(?:" + Phrases.of("closings").anyOf() + ")\\s*[,.!。]?\\s*$", FLAGS);
    private static final Pattern RULE = Pattern.compile("^\\s*[-_=*~—–]{3,}\\s*$");
    private static final Pattern SIGNED = Pattern
            .compile("^\\s*[-–—~]\\s?\\p{Lu}[\\p{L}.'-]*(?: \\p{Lu}[\\p{L}.'-]*){0,3}$");
    private static final Pattern GLUED_SIGN = Pattern.compile("^\\s*[-–—~]\\p{Lu}.*");
    private static final Pattern CONTACT = Pattern.compile(
            "(?i)\\+?\\d[\\d\\s()./-]{6,}\\d|[\\w.+-]+@[\\w-]+\\.\\w+|https?://|www\\.|\\b(?:tel|phone|fax|mobil|mobile|t:|m:|e-mail)\\b");
    private static final Pattern SENTENCE = Pattern.compile(".*\\p{L}{3,}\\s\\p{L}{2,}.*[.?!]$");
    private static final int MOST_LINES = 20;
    private static final int MOST_FOOTER_LINES = 8;
    private static final int LONGEST_LINE = 100;
    private static final int MOST_DEVICE_WORDS = 8;

    private final Lines lines;

    Signatures(Lines lines) {
        this.lines = lines;
    }

    /** The line in which the signature of this stretch begins; its end where it has none. */
    int start(int from, int end) {
        int last = end - 1;
        while (last >= from && lines.isBlank(last)) {
            last--;
        }
        for (int i = from; i <= last; i++) {
            if (!lines.isEndless(i) && begins(i, last)) {
                return i;
            }
        }
        return end;
    }

    private boolean begins(int index, int last) {
        var line = lines.get(index);
        int left = last - index;
        if (MARK.matcher(line).matches()) {
            return left < MOST_LINES * 2 && !isRuledText(index, last);
        }
        boolean isParagraph = index == 0 || lines.isBlank(index - 1) || RULE.matcher(lines.get(index - 1)).matches();
        return isParagraph && (isDevice(index, last) || isSigned(line) && isFooter(index + 1, last))
                || RULE.matcher(line).matches() && left > 0 && left <= MOST_FOOTER_LINES
                        && isContactBlock(index + 1, last)
                || CLOSING.matcher(line).matches() && left >= 2 && left <= MOST_LINES && isNameBlock(index + 1, last);
    }

    /** Two dashes that part paragraphs of a long text. */
    private boolean isRuledText(int index, int last) {
        int sentences = 0;
        for (int i = index + 1; i <= last; i++) {
            sentences += SENTENCE.matcher(lines.get(i)).matches() && lines.get(i).length() > LONGEST_LINE ? 1 : 0;
        }
        return sentences > 4;
    }

    /** Few words, not a sentence, and nothing but more of the kind below. */
    private boolean isDevice(int index, int last) {
        for (int i = index; i <= last; i++) {
            if (lines.isBlank(i) || i > index && (RULE.matcher(lines.get(i)).matches()
                    || CONTACT.matcher(lines.get(i)).find())) {
                continue;
            }
            var found = DEVICE.matcher(lines.bare(i));
            boolean isMore = i > index && i - index <= 3 && lines.get(i).length() < LONGEST_LINE / 2
                    && !SENTENCE.matcher(lines.get(i)).matches();
            if (found.matches() ? isTalk(lines.bare(i), found.group(1)) : !isMore) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTalk(String line, String rest) {
        boolean goesOn = rest.contains(", ") || rest.contains("? ") || rest.strip().startsWith(":");
        return goesOn || rest.strip().split("\\s+").length > MOST_DEVICE_WORDS
                || line.endsWith("?");
    }

    private static boolean isSigned(String line) {
        return SIGNED.matcher(line).matches() && GLUED_SIGN.matcher(line).matches();
    }

    /** Nothing, or what a list adds below. */
    private boolean isFooter(int from, int last) {
        int next = lines.afterBlanks(from);
        return next > last || RULE.matcher(lines.get(next)).matches() && last - next <= MOST_FOOTER_LINES;
    }

    private boolean isContactBlock(int from, int last) {
        boolean contact = false;
        for (int i = from; i <= last; i++) {
            contact |= CONTACT.matcher(lines.get(i)).find();
            if (lines.get(i).length() > LONGEST_LINE * 2) {
                return false;
            }
        }
        return contact;
    }

    /** A name, then ways to reach somebody; no sentences. */
    private boolean isNameBlock(int from, int last) {
        int said = 0;
        for (int i = from; i <= last; i++) {
            said += lines.isBlank(i) ? 0 : 1;
            if (lines.get(i).length() > LONGEST_LINE || SENTENCE.matcher(lines.get(i)).matches() && said < 3) {
                return false;
            }
        }
        return said >= 2 && isContactBlock(from, last);
    }
}
