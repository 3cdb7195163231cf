package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a street address as it is written in most countries. */
final class StreetReader {

    private static final Map<String, String> FORMS = Lexicon.canonical("streets");
    private static final Set<String> FILLERS = Set.of("de", "la", "le", "les", "du", "des", "del", "di", "da", "do",
            "dos", "das", "della", "of", "the",
            "der", "die", "and", "und", "y", "no", "nr", "num", "numero", "n0", "los", "las", "el", "et");
    private static final Set<String> UNITS = Set.of("apt", "apartment", "app", "appt", "appartement", "unit", "suite",
            "ste", "flat", "room", "rm",
            "floor", "fl", "level", "piso", "dpto", "depto", "dto", "apto", "interno", "int", "etage", "og", "stock",
            "wohnung", "whg",
            "lokal", "lok", "m", "kv", "shop", "lot", "door", "tur", "top", "bus", "local", "bloco", "building",
            "bldg");
    private static final List<String> ENDINGS = Stream.of("strasse", "street", "straat", "str", "platz", "plein", "weg",
            "gasse",
            "allee", "laan", "gatan", "gata",
            "vagen", "vej", "gade", "veien", "veg", "katu", "tie", "utca", "ring", "damm", "ufer", "gracht", "kade",
            "road", "avenue").map(Words::latin).toList();

    private static final Set<String> BOXES = Set.of("p o", "p obox", "po box", "post office", "casella postale",
            "boite postale");

    private final List<String> words;
    private @Nullable String number;
    private @Nullable String unit;

    private StreetReader(List<String> words) {
        this.words = words;
    }

    static @Nullable StreetAddress read(String street) {
        var plain = withoutRange(street);
        var words = new ArrayList<>(Words.of(plain.indexOf('#') < 0 ? plain : plain.replace("#", " unit ")));
        if (words.isEmpty()) {
            return null;
        }
        var reader = new StreetReader(words);
        reader.takeBox();
        reader.takeUnit(street);
        reader.takeNumber();
        return new StreetAddress(reader.number, reader.unit, reader.canonical());
    }

    /** Of 12-14, 12 – 14 and 12-14a the 12. */
    private static String withoutRange(String street) {
        int at = Math.max(street.indexOf('-'), street.indexOf('–'));
        int before = at - 1;
        while (before > 0 && street.charAt(before) == ' ') {
            before--;
        }
        int after = at + 1;
        while (after < street.length() && street.charAt(after) == ' ') {
            after++;
        }
        if (at < 1 || after == street.length() || !Character.isDigit(street.charAt(before))
                || !Character.isDigit(street.charAt(after))) {
            return street;
        }
        while (after < street.length() && Character.isLetterOrDigit(street.charAt(after))) {
            after++;
        }
        return street.substring(0, before + 1) + street.substring(after);
    }

    /** P.O. Box 12, Postfach 12, B.P. 12. */
    private void takeBox() {
        for (int i = 0; i + 1 < words.size(); i++) {
            var pair = words.get(i) + " " + words.get(i + 1);
            if (pair.equals("b p")) {
                words.remove(i + 1);
                words.set(i, "box");
            } else if (pair.equals("p zza")) {
                words.remove(i + 1);
                words.set(i, "piazza");
            } else if (BOXES.contains(pair)) {
                words.subList(i, i + 2).clear();
                if (i == words.size() || !words.get(i).equals("box")) {
                    words.add(i, "box");
                }
            }
        }
    }

    private void takeUnit(String street) {
        int slash = street.indexOf('/');
        if (slash > 0 && words.size() > 2 && isNumber(words.get(0)) && isNumber(words.get(1))
                && slash <= words.get(0).length() + 1) {
            unit = words.removeFirst();
            return;
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            if (UNITS.contains(words.get(i)) && words.size() > 2 && words.get(i + 1).length() <= 4
                    && startsOrEndsInDigit(words.get(i + 1), words.get(i))) {
                unit = words.get(i + 1);
                words.subList(i, i + 2).clear();
                return;
            }
        }
    }

    private static boolean startsOrEndsInDigit(String word, String before) {
        return hasDigit(word) || word.length() == 1 && !before.equals("m") && !before.equals("ste");
    }

    /**
     * At the beginning where there is one, else the first one after the street; what follows that is
     * the unit.
     */
    private void takeNumber() {
        if (words.size() > 1 && isNumber(words.getFirst())) {
            number = takeAt(0);
            return;
        }
        int at = 1;
        while (at < words.size() && !(isNumber(words.get(at)) && isEnding(at + 1))) {
            at++;
        }
        if (at >= words.size()) {
            return;
        }
        boolean isBox = words.get(at - 1).equals("box") || "box".equals(FORMS.get(words.get(at - 1)));
        number = takeAt(at);
        var rest = words.subList(at, words.size());
        if (isBox) {
            number += String.join("", rest);
        } else if (unit == null && !rest.isEmpty()) {
            unit = String.join("", rest);
        }
        rest.clear();
    }

    /** Whether nothing follows but short words, as a unit's are. */
    private boolean isEnding(int from) {
        for (int i = from; i < words.size(); i++) {
            if (words.get(i).length() > 3 || FORMS.containsKey(words.get(i)) && words.get(i).length() > 1) {
                return false;
            }
        }
        return words.size() - from <= 3;
    }

    /** The number, with the letter that belongs to it. */
    private String takeAt(int at) {
        var taken = strip(words.remove(at));
        boolean isLettered = at < words.size() && words.get(at).length() == 1 && isLetterOfNumber(at)
                && !hasLetter(taken);
        return isLettered ? taken + words.remove(at) : taken;
    }

    /** A single letter after a number that ends the address, or that no direction can be. */
    private boolean isLetterOfNumber(int at) {
        char letter = words.get(at).charAt(0);
        return Character.isLetter(letter) && (at == words.size() - 1 && at > 0 || "nsewcrv".indexOf(letter) < 0);
    }

    private List<String> canonical() {
        var out = new ArrayList<String>(words.size() + 1);
        for (var word : words) {
            if (FILLERS.contains(word) && words.size() > 1) {
                continue;
            }
            var form = FORMS.get(word);
            if (form == null) {
                parted(word, out);
            } else if (form.equals("box")) {
                out.add("po");
                out.add("box");
            } else {
                out.add(form);
            }
        }
        return out;
    }

    /** Hauptstraße, Pridhamstreet. */
    private static void parted(String word, List<String> out) {
        for (var ending : ENDINGS) {
            if (word.length() > ending.length() + 2 && word.endsWith(ending)) {
                out.add(word.substring(0, word.length() - ending.length()));
                out.add(FORMS.getOrDefault(ending, ending));
                return;
            }
        }
        out.add(isOrdinal(word) ? word.substring(0, word.length() - 2) : word);
    }

    private static boolean isOrdinal(String word) {
        int length = word.length();
        return length > 2 && Character.isDigit(word.charAt(length - 3))
                && (word.endsWith("st") || word.endsWith("nd") || word.endsWith("rd") || word.endsWith("th"));
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0)) && word.length() <= 6 && !isOrdinal(word);
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    private static boolean hasLetter(String word) {
        return Character.isLetter(word.charAt(word.length() - 1));
    }

    private static String strip(String number) {
        int start = 0;
        while (start < number.length() - 1 && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }
}
