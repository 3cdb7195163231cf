package io.casehub.intake.reading.reply;

import java.util.List;
import java.util.regex.Pattern;

/** The lines of a mail's text, without what only the eye does not see. */
final class Lines {

    /** Longer ones are said by somebody: no program's line is that long. */
    private static final int LONGEST = 1_000;
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff\\u00ad]");
    private static final int FIRST_UNUSUAL = 0xa0;
    private static final Pattern QUOTED = Pattern.compile("^\\s{0,8}(?:[A-Z]{1,3})?>.*");

    private final List<String> shown;
    private final List<String> plain;

    Lines(String text) {
        shown = text.replace('\u00a0', ' ').lines().map(String::stripTrailing).toList();
        plain = shown.stream().map(Lines::plain).toList();
    }

    private static String plain(String line) {
        if (line.length() > LONGEST) {
            return line.substring(0, LONGEST);
        }
        return line.chars().allMatch(sign -> sign < FIRST_UNUSUAL)
                ? line
                : INVISIBLE.matcher(line.replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u3000', ' '))
                        .replaceAll("").stripTrailing();
    }

    int size() {
        return shown.size();
    }

    /** As it was written. */
    String shown(int index) {
        return shown.get(index);
    }

    /** As it is compared; shortened where it is endless. */
    String get(int index) {
        return plain.get(index);
    }

    /** Without the blanks, and the asterisks that stand for bold. */
    String bare(int index) {
        return get(index).replace("*", "").strip();
    }

    boolean isBlank(int index) {
        return get(index).isBlank();
    }

    boolean isEndless(int index) {
        return shown.get(index).length() >= LONGEST;
    }

    boolean isQuoted(int index) {
        return QUOTED.matcher(get(index)).matches();
    }

    /** The next line that says something; {@link #size()} where none does. */
    int afterBlanks(int index) {
        int next = index;
        while (next < size() && isBlank(next)) {
            next++;
        }
        return next;
    }
}
