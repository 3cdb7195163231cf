package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands around a name and within it: titles, degrees, particles. */
final class Affixes {

    private static final Set<String> TITLES = new HashSet<>();
    private static final Set<String> DOUBTFUL_TITLES = new HashSet<>();
    private static final Set<String> DROPPED = new HashSet<>();
    private static final Set<String> GLUED = new HashSet<>();
    private static final Set<String> ARTICLES = Set.of("la", "las", "los", "le", "lo", "les");
    private static final Set<String> DOUBLE_SURNAMES = Lexicon.words("double-surnames");
    private static final Set<String> GLUED_SURNAMES = Lexicon.words("glued-surnames");
    private static final String[] PREFIXES = {"vander", "vanden", "vonder", "dela", "delos", "delas"};
    private static final Map<String, String> JOINED = Map.of("mc", "mac", "st", "saint", "ste", "saint", "sankt",
            "saint");

    private static final Set<String> SERVANTS = Set.of("abd", "abdul", "abdel", "abdal", "abdoul", "abdol");

    static {
        for (var line : Lexicon.lines("titles")) {
            for (var word : line.split(" +")) {
                boolean isDoubtful = word.endsWith("?");
                (isDoubtful ? DOUBTFUL_TITLES : TITLES).add(Words.latin(word));
            }
        }
        for (var line : Lexicon.lines("particles")) {
            Lexicon.tail(line).forEach((Lexicon.head(line).equals("drop") ? DROPPED : GLUED)::add);
        }
    }

    private Affixes() {}

    static boolean isTitle(String word) {
        return TITLES.contains(word) || DOUBTFUL_TITLES.contains(word);
    }

    static boolean isNoName(String word) {
        return TITLES.contains(word) || DOUBTFUL_TITLES.contains(word) || DROPPED.contains(word) || word.equals("ii")
                || word.equals("iii")
                || word.equals("iv") || word.equals("jr");
    }

    /**
     * Without titles anywhere; those that are also names only at the ends and where two words are left.
     */
    static List<String> withoutTitles(List<String> words) {
        if (words.size() < 2 && (words.isEmpty() || !TITLES.contains(words.getFirst()))) {
            return words;
        }
        if (words.stream().noneMatch(word -> TITLES.contains(word) || DOUBTFUL_TITLES.contains(word))) {
            return words;
        }
        var left = new ArrayList<>(words);
        boolean hadTitle = left.removeIf(TITLES::contains);
        while (left.size() > (hadTitle ? 1 : 2) && DOUBTFUL_TITLES.contains(left.getFirst())
                && left.get(1).length() > 1) {
            left.removeFirst();
        }
        while (left.size() > 2 && left.getLast().length() > 1 && DOUBTFUL_TITLES.contains(left.getLast())) {
            left.removeLast();
        }
        return left;
    }

    /** Where the family name begins in a name written given names first. */
    static int familyBegins(List<String> words) {
        for (int i = 1; i < words.size() - 1; i++) {
            var word = words.get(i);
            if (word.length() > 1 && (DROPPED.contains(word) || GLUED.contains(word)) && !isDevotion(words, i)) {
                return i;
            }
        }
        int last = words.size() - 1;
        return last > 1 && (words.get(last - 1).equals("o") || isDoubleSurname(words.get(last - 1))) ? last - 1 : last;
    }

    /** María del Carmen García, María de los Ángeles Soto. */
    private static boolean isDevotion(List<String> words, int at) {
        return words.get(0).equals("maria") && at == 1 && words.size() > (ARTICLES.contains(words.get(2)) ? 4 : 3);
    }

    /** Gabriel García Márquez. */
    private static boolean isDoubleSurname(String word) {
        return word.length() > 4 && word.endsWith("ez") || DOUBLE_SURNAMES.contains(word);
    }

    /** Abd al-Rahman, Abdel Rahman and Abdulrahman are one name. */
    static List<String> withJoinedServants(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("abd")) {
                return joinServants(words);
            }
        }
        return words;
    }

    private static List<String> joinServants(List<String> words) {
        var joined = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            int rest = word.equals("abd") && i + 2 < words.size()
                    && ("al".equals(words.get(i + 1)) || "el".equals(words.get(i + 1))
                            || "ul".equals(words.get(i + 1)) || "ur".equals(words.get(i + 1))) ? i + 2 : i + 1;
            if (SERVANTS.contains(word) && rest < words.size() && (rest == i + 2 || !word.equals("abd"))
                    && rest + 1 <= words.size() - (joined.isEmpty() ? 1 : 0)) {
                joined.add("abdul" + words.get(rest));
                i = rest;
            } else {
                joined.add(asServant(word));
            }
        }
        return joined;
    }

    private static String asServant(String word) {
        boolean isOther = word.length() > 7 && (word.startsWith("abdel") || word.startsWith("abdal"));
        return isOther ? "abdul" + word.substring(5) : word.startsWith("abdoul") ? "abdul" + word.substring(6) : word;
    }

    /** A family name without particles that come and go, the others joined to what follows. */
    static List<String> family(List<String> words) {
        if (words.size() == 1) {
            return List.of(withoutPrefix(words.getFirst()));
        }
        var kept = new ArrayList<String>(2);
        var before = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            boolean isLast = i == words.size() - 1;
            boolean isArticle = i > 0 && ARTICLES.contains(word) && DROPPED.contains(words.get(i - 1));
            if (!isLast && isArticle) {
                continue;
            }
            if (!isLast && GLUED.contains(word)) {
                before.append(JOINED.getOrDefault(word, word));
            } else if (isLast || !DROPPED.contains(word)) {
                kept.add(withoutPrefix(before + word));
                before.setLength(0);
            }
        }
        return kept;
    }

    static List<String> withoutLooseParticles(List<String> given) {
        var kept = new ArrayList<>(given);
        while (kept.size() > 1 && DROPPED.contains(kept.getLast()) && kept.getLast().length() > 1) {
            kept.removeLast();
        }
        return kept;
    }

    /** McDonald is MacDonald, Vanderbilt van der Bilt. */
    private static String withoutPrefix(String word) {
        if (word.startsWith("mc") && word.length() > 4) {
            return "mac" + word.substring(2);
        }
        if (isGlued(word)) {
            return word.substring(2);
        }
        for (var prefix : PREFIXES) {
            if (word.startsWith(prefix) && word.length() >= prefix.length() + 4) {
                return word.substring(prefix.length());
            }
        }
        return word;
    }

    private static boolean isGlued(String word) {
        return (word.startsWith("de") || word.startsWith("da")) && word.length() > 5
                && GLUED_SURNAMES.contains(word.substring(2));
    }
}
