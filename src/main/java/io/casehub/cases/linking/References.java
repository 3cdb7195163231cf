package io.casehub.cases.linking;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of orders, invoices, parcels and cases as people write them, in one form:
 * {@code B-240123}, {@code b 240123} and {@code B/240.123} are {@code B240123}, and whoever writes
 * {@code 240123} alone means the same.
 */
public final class References {

    private static final int LEAST_DIGITS = 4;
    private static final int LEAST_DIGITS_ALONE = 5;
    private static final int LONGEST = 40;
    private static final int MOST = 200;
    private static final int MOST_PARTS = 5;
    private static final int LONGEST_TEXT = 50_000;

    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{Nd}]+");
    private static final Pattern JOINT = Pattern.compile("[-\\u2010-\\u2014_/.#: ]{1,2}");
    private static final Pattern QUOTED = Pattern.compile("(?m)^\\s*>.*$");

    private References() {}

    /** The forms by which somebody may name a number: whole, and its digits where they are many. */
    static Set<String> names(@Nullable String number) {
        if (number == null) {
            return Set.of();
        }
        var whole = normal(number);
        var digits = digits(whole);
        return Stream.of(whole, digits)
                .filter(name -> name.equals(whole)
                        ? digits.length() >= LEAST_DIGITS
                        : name.length() >= LEAST_DIGITS_ALONE)
                .filter(name -> name.length() <= LONGEST)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The one form of a number. */
    public static String normal(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** Everything in a text that could be a number, in its one form; what is quoted was said before. */
    static Set<String> in(@Nullable String text) {
        var found = new LinkedHashSet<String>();
        if (text != null) {
            var said = QUOTED.matcher(text.substring(0, Math.min(text.length(), LONGEST_TEXT))).replaceAll("");
            runs(Normalizer.normalize(said, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT))
                    .forEach(run -> joined(run, found));
        }
        return found;
    }

    /** Words and figures that stand so close that they may be one number. */
    private static List<List<String>> runs(String text) {
        var runs = new ArrayList<List<String>>();
        int end = -1;
        for (var part : PART.matcher(text).results().toList()) {
            if (end < 0 || !JOINT.matcher(text.substring(end, part.start())).matches()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(part.group());
            end = part.end();
        }
        return runs;
    }

    private static void joined(List<String> run, Set<String> found) {
        var figures = run.stream().map(part -> (int) part.chars().filter(Character::isDigit).count()).toList();
        if (figures.stream().allMatch(many -> many == 0)) {
            return;
        }
        for (int from = 0; from < run.size(); from++) {
            int many = 0;
            var joined = new StringBuilder();
            for (int to = from; to < Math.min(run.size(), from + MOST_PARTS) && found.size() < MOST; to++) {
                joined.append(run.get(to));
                many += figures.get(to);
                boolean isWhole = to == from || Character.isDigit(joined.charAt(joined.length() - 1));
                if (isWhole && many >= LEAST_DIGITS && joined.length() <= LONGEST) {
                    found.add(joined.toString());
                }
            }
        }
    }

    /**
     * Whether a writer of the one may have meant the other: as long, of figures enough, and one of them
     * wrong or two neighbours swapped.
     */
    static boolean isSlip(String written, String meant, int leastDigits) {
        if (written.length() != meant.length() || written.equals(meant) || digits(meant).length() < leastDigits) {
            return false;
        }
        var wrong = new ArrayList<Integer>();
        for (int i = 0; i < meant.length() && wrong.size() < 3; i++) {
            if (written.charAt(i) != meant.charAt(i)) {
                wrong.add(i);
            }
        }
        return wrong.size() == 1 && Character.isDigit(written.charAt(wrong.getFirst()))
                && Character.isDigit(meant.charAt(wrong.getFirst()))
                || wrong.size() == 2 && wrong.get(1) == wrong.get(0) + 1
                        && written.charAt(wrong.get(0)) == meant.charAt(wrong.get(1))
                        && written.charAt(wrong.get(1)) == meant.charAt(wrong.get(0));
    }

    private static String digits(String text) {
        return text.chars().filter(Character::isDigit).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }
}
