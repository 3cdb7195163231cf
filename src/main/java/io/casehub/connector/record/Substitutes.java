package io.casehub.connector.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** What stands where somebody's words and numbers stood: of the same shape, and always the same. */
final class Substitutes {

    private static final Pattern WORD = Pattern.compile("<[^>]*>|&\\w+;|\\p{L}+");
    private static final int KEPT_OF_A_PHONE = 5;
    private static final List<String> NAMES = List.of("ada", "alba", "alma", "anouk", "arno", "bela", "birk", "bruno",
            "carla", "cleo", "dario", "demir", "dora", "edda", "elias", "emil", "enno", "erik", "fabio", "finja",
            "flora",
            "frieda", "gerit", "gustav", "hanna", "henri", "ida", "ilja", "ines", "ivo", "jana", "jonas", "jule",
            "kaya",
            "kilian", "lara", "leon", "lina", "lotte", "malte", "mara", "mila", "milan", "nadja", "nele", "nils",
            "noemi",
            "olaf", "oskar", "paula", "pepe", "rasmus", "rena", "rosa", "ruben", "selma", "simon", "sofia", "sören",
            "tara",
            "theo", "tilda", "vera", "yara");
    private static final List<String> WORDS = List.of("amber", "basin", "birch", "bloom", "brook", "cedar", "chalk",
            "cloud", "clover", "coast", "cobalt", "copper", "coral", "crane", "delta", "dune", "ember", "fern", "field",
            "flint", "forest", "frost", "garden", "glade", "grain", "harbor", "hazel", "heath", "heron", "island",
            "ivory",
            "jade", "juniper", "kelp", "lagoon", "larch", "linen", "maple", "marble", "meadow", "mist", "moss", "north",
            "oak", "ocean", "olive", "pebble", "pine", "plain", "quartz", "rain", "reed", "ridge", "river", "sand",
            "shore",
            "slate", "spruce", "stone", "summit", "thyme", "valley", "willow", "winter");

    private Substitutes() {}

    /** Every word of a name for itself: Ada is the same in "Ada Byron" and alone. */
    static String names(String text) {
        return digits(each(text, NAMES), 0);
    }

    static String words(String text) {
        return each(text, WORDS);
    }

    static String email(String address) {
        int at = address.indexOf('@');
        return digits(each(address.substring(0, at), NAMES), 0) + address.charAt(at)
                + pick(address.substring(at + 1), WORDS) + ".example";
    }

    /** Country and area stay, so that it can still be read as a number of there. */
    static String phone(String text) {
        return digits(text, KEPT_OF_A_PHONE);
    }

    /** A day of the same year. */
    static String date(String text) {
        long hash = hash(text);
        return text.matches("\\d{4}-\\d{2}-\\d{2}.*")
                ? text.substring(0, 5) + String.format("%02d-%02d", hash % 12 + 1, hash / 12 % 28 + 1)
                        + text.substring(10)
                : digits(text, 0).replaceAll("[3-9](?=\\d[./])", "1");
    }

    /** Other digits for all but the first ones; what they were decides together. */
    static String digits(String text, int kept) {
        long hash = hash(text.replaceAll("\\D", ""));
        var replaced = new StringBuilder();
        int seen = 0;
        for (char c : text.toCharArray()) {
            boolean isReplaced = Character.isDigit(c) && seen++ >= kept;
            replaced.append(isReplaced ? (char) ('1' + (hash = next(hash)) % 9) : c);
        }
        return replaced.toString();
    }

    /** Other letters and digits in the places of letters and digits. */
    static String characters(String text) {
        long hash = hash(text.replaceAll("[^\\p{L}\\p{N}]", ""));
        var replaced = new StringBuilder();
        for (char c : text.toCharArray()) {
            hash = next(hash);
            replaced.append(Character.isDigit(c)
                    ? (char) ('1' + hash % 9)
                    : Character.isUpperCase(c)
                            ? (char) ('A' + hash % 26)
                            : Character.isLetter(c) ? (char) ('a' + hash % 26) : c);
        }
        return replaced.toString();
    }

    /** For what replaces in a pattern. */
    static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static String each(String text, List<String> list) {
        return WORD.matcher(text).replaceAll(found -> quoted(found.group().matches("[<&].*")
                ? found.group()
                : written(found.group()).apply(pick(found.group(), list))));
    }

    private static String pick(String word, List<String> list) {
        if (word.length() == 1) {
            return list.get((int) (hash(word.toLowerCase(Locale.ROOT)) % list.size())).substring(0, 1);
        }
        return list.get((int) (hash(word.toLowerCase(Locale.ROOT)) % list.size()));
    }

    private static UnaryOperator<String> written(String like) {
        if (like.length() > 1 && like.equals(like.toUpperCase(Locale.ROOT))) {
            return word -> word.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(like.charAt(0))
                ? word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                : word -> word;
    }

    private static long hash(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static long next(long hash) {
        return (hash * 6364136223846793005L + 1442695040888963407L) >>> 17;
    }
}
