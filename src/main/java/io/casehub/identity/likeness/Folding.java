package io.casehub.identity.likeness;

/**
 * The one form of words that hands and languages write for each other: Meyer, Maier; Schmidt,
 * Schmitt.
 */
public final class Folding {

    /**
     * Letters and groups that hands and languages write for each other, in the order in which they are
     * replaced.
     */
    private static final String[][] FOLDS = {{"tzsch", "C"}, {"tsch", "C"}, {"tch", "C"}, {"tsh", "C"}, {"dzh", "J"},
            {"dsch", "J"}, {"dj", "J"}, {"khr", "kr"}, {"chr", "kr"}, {"sch", "S"}, {"sh", "S"}, {"sz", "S"},
            {"cz", "C"}, {"zh", "Z"}, {"kh", "h"},
            {"ph", "f"}, {"gh", "g"}, {"ch", "C"}, {"ck", "k"}, {"ks", "x"}, {"cs", "x"}, {"qu", "kv"}, {"tz", "z"},
            {"ts", "z"}, {"dt", "t"}, {"th", "t"}, {"ou", "u"}, {"oo", "u"}, {"iy", "i"}, {"yi", "i"}, {"ij", "i"},
            {"ey", "ai"}, {"ei", "ai"}, {"ay", "ai"}, {"ie", "i"}, {"ee", "i"}, {"ya", "ia"}, {"ja", "ia"},
            {"yu", "iu"}, {"ju", "iu"}, {"ye", "e"}, {"je", "e"}, {"c", "k"}, {"q", "k"}, {"w", "v"}, {"y", "i"},
            {"j", "i"}, {"z", "s"}, {"Z", "s"}, {"ff", "v"}};

    private Folding() {}

    /**
     * The same for spellings that hands and languages use for each other; vowels stay, for Hill is not
     * Hall.
     *
     * @param word of Latin letters and digits in lower case; capitals in its form stand for groups
     */
    public static String of(String word) {
        var text = word;
        for (var fold : FOLDS) {
            text = text.replace(fold[0], fold[1]);
        }
        var folded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean isSilent = letter == 'h' && at > 0;
            boolean isDoubled = !folded.isEmpty() && folded.charAt(folded.length() - 1) == letter;
            if (!isSilent && !isDoubled) {
                folded.append(letter);
            }
        }
        int last = folded.length() - 1;
        if (last > 1 && folded.charAt(last) == 'd') {
            folded.setCharAt(last, 't');
        }
        return folded.toString();
    }
}
