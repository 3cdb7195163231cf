package io.casehub.identity.normal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which given names are called by which others, from {@code /identity/nicknames.txt}. */
public final class Nicknames {

    private static final Map<String, Set<String>> ROOTS = roots();
    private static final Set<String> NAMES = names();

    private Nicknames() {}

    /**
     * Whether both, in normal form, can be one name: bob and robert, bob and rob. Two names that stand
     * for themselves are one only where one is listed with the other: Joan and John share pet names, no
     * more.
     */
    public static boolean same(String oneGiven, String otherGiven) {
        if (oneGiven.equals(otherGiven)) {
            return !oneGiven.isEmpty();
        }
        var one = ROOTS.get(oneGiven);
        var other = ROOTS.get(otherGiven);
        if (one == null || other == null) {
            return false;
        }
        if (one.contains(otherGiven) || other.contains(oneGiven)) {
            return true;
        }
        return !(NAMES.contains(oneGiven) && NAMES.contains(otherGiven)) && one.stream().anyMatch(other::contains);
    }

    /** The names a given name can stand for; itself where it stands for no other. */
    public static Set<String> roots(String given) {
        return ROOTS.getOrDefault(given, Set.of(given));
    }

    /**
     * Whether it stands in the list, so that one much like it that does too is another name (Maria,
     * Mario).
     */
    public static boolean isKnown(String given) {
        return ROOTS.containsKey(given);
    }

    private static Map<String, Set<String>> roots() {
        var roots = new HashMap<String, Set<String>>();
        for (var line : Lexicon.lines("nicknames")) {
            var root = Words.latin(Lexicon.head(line));
            roots.computeIfAbsent(root, name -> new HashSet<>()).add(root);
            Lexicon.tail(line)
                    .forEach(nick -> roots.computeIfAbsent(Words.latin(nick), name -> new HashSet<>()).add(root));
        }
        roots.replaceAll((name, set) -> Set.copyOf(set));
        return Map.copyOf(roots);
    }

    private static Set<String> names() {
        return Lexicon.lines("nicknames").stream()
                .map(line -> Words.latin(Lexicon.head(line)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
