package io.casehub.view.search;

import io.casehub.identity.normal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word of a text and where it stands in it. Any script becomes Latin letters and digits, without
 * accents; where words are written without blanks, each character is one.
 *
 * @param word in normal form
 * @param start of it in the text, with {@code end} behind it
 * @param isTied nothing but a hyphen, dot, slash or the like stands between the token before and it
 */
record Token(String word, int start, int end, boolean isTied) {

    private static final Pattern RUN = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]"
            + "|[[\\p{L}\\p{N}\\p{M}]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");
    private static final String TIES = "-\u2010\u2011\u2013_/.#";
    private static final int LONGEST = 60;

    /** The first words of a text. */
    static List<Token> of(String text, int most) {
        var tokens = new ArrayList<Token>();
        var runs = RUN.matcher(text);
        int end = -1;
        while (tokens.size() < most && runs.find()) {
            boolean isTied = end >= 0 && (runs.start() == end
                    || runs.start() == end + 1 && TIES.indexOf(text.charAt(end)) >= 0);
            for (var word : Words.of(runs.group())) {
                tokens.add(new Token(word.substring(0, Math.min(word.length(), LONGEST)), runs.start(), runs.end(),
                        isTied));
            }
            end = runs.end();
        }
        return tokens;
    }

    boolean hasDigit() {
        return word.chars().anyMatch(Character::isDigit);
    }
}
