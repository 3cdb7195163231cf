package io.casehub.identity.likeness;

import io.casehub.identity.likeness.Likeness.How;
import io.casehub.identity.likeness.Likeness.Step;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.identity.normal.Words;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How alike the names of two organisations are: how much of what is their own agrees. Words that
 * many names have (group, services, Deutschland) say little.
 */
final class OrganisationLikeness {

    private static final double INITIALS = 0.85;
    private static final double BOTH_HAVE_MORE = 0.75;
    private static final double OTHER_FORM = 0.78;
    private static final double LOOSE_FORM = 0.92;
    private static final double JOINED = 0.97;
    private static final double ABBREVIATED = 0.9;
    private static final double LEAST = 0.8;
    private static final double INITIAL = 0.82;
    private static final double GOES_ON = 0.6;
    private static final int LONGEST_INITIALS = 6;
    private static final Map<String, String> KNOWN_AS = Map.of("unitedstates", "usa", "unitedstatesamerica", "usa",
            "unitedkingdom", "uk", "newyork", "ny", "losangeles", "la", "technischeuniversity", "tu");

    /** Which people write for each other. */
    private static final Set<String> LOOSE_FORMS = Set.of("inc", "corp", "co", "ltd", "co ltd", "llc", "plc");
    private static final Set<String> FILLERS = Set.of("and", "of", "the", "de", "du", "des", "der", "die", "das", "und",
            "et", "y", "e", "for", "di", "del", "la", "le", "fur", "en");

    private final OrganisationName one;
    private final OrganisationName other;
    private final List<String> left;
    private final List<String> right;
    private final List<Step> steps = new ArrayList<>();

    private OrganisationLikeness(OrganisationName one, OrganisationName other) {
        this.one = one;
        this.other = other;
        this.left = new ArrayList<>(one.words());
        this.right = new ArrayList<>(other.words());
    }

    static Likeness of(String left, String right) {
        var likeness = new OrganisationLikeness(OrganisationName.of(left), OrganisationName.of(right));
        double score = likeness.names(left, right) * likeness.forms();
        return Likeness.of(CustomerKind.ORGANISATION, score, likeness.steps);
    }

    private double names(String written, String theirs) {
        var joined = String.join("", left);
        var theirJoined = String.join("", right);
        if (joined.equals(theirJoined) && !joined.isEmpty()) {
            return step("name", text(left), text(right), new Spelling(1, How.SAME));
        }
        if (areInitials(joined, theirs, other) || areInitials(theirJoined, written, one)) {
            return step("name", text(left), text(right), new Spelling(INITIALS, How.INITIALS));
        }
        var whole = spelt(joined, theirJoined);
        boolean isPartedOtherwise = left.size() != right.size();
        if (isPartedOtherwise && whole.score() >= LEAST && left.size() + right.size() < 5) {
            return step("name", text(left), text(right), new Spelling(whole.score() * JOINED, whole.how()));
        }
        return words();
    }

    /**
     * Every word against every other, the best pairs first; what is left over counts against them by
     * its weight.
     */
    private double words() {
        double all = weight(left) + weight(right);
        double agreed = runs();
        for (var word : List.copyOf(left)) {
            var best = right.stream().max((a, b) -> Double.compare(like(word, a).score(), like(word, b).score()))
                    .orElse(null);
            if (best != null && like(word, best).score() >= LEAST) {
                var like = like(word, best);
                agreed += step("word", word, best, like) * (CommonWords.weight(word) + CommonWords.weight(best));
                left.remove(word);
                right.remove(best);
            }
        }
        left.forEach(word -> step("word", word, "", new Spelling(0, How.LEFT_OUT)));
        right.forEach(word -> step("word", "", word, new Spelling(0, How.LEFT_OUT)));
        double score = all == 0 ? 0 : agreed / all;
        return left.isEmpty() || right.isEmpty() ? score : score * BOTH_HAVE_MORE;
    }

    /**
     * A word that is the initials of words that follow each other in the other name: IBM Deutschland;
     * or these written together.
     */
    private double runs() {
        return runs(left, right) + runs(right, left);
    }

    private double runs(List<String> words, List<String> theirs) {
        double agreed = 0;
        for (var word : List.copyOf(words)) {
            for (int from = 0; from < theirs.size() && words.contains(word) && !theirs.contains(word); from++) {
                for (int to = from + 2; to <= theirs.size() && words.contains(word); to++) {
                    var run = List.copyOf(theirs.subList(from, to));
                    var together = String.join("", run);
                    boolean isTogether = word.equals(together) || word.equals(KNOWN_AS.get(together));
                    if (isTogether || run.size() > 2 && word.equals(initials(run))) {
                        agreed += step("word", word, text(run),
                                isTogether ? Spelling.SAME : new Spelling(INITIALS, How.INITIALS))
                                * (CommonWords.weight(word) + weight(run));
                        words.remove(word);
                        theirs.subList(from, to).clear();
                    }
                }
            }
        }
        return agreed;
    }

    private static Spelling like(String word, String theirs) {
        if (word.equals(theirs)) {
            return Spelling.SAME;
        }
        if (Spelling.hasDigit(word) || Spelling.hasDigit(theirs)) {
            return Spelling.DIFFERENT;
        }
        if (word.equals(theirs + "s") || theirs.equals(word + "s")) {
            return new Spelling(JOINED, How.SPELLING);
        }
        boolean isInitial = word.length() == 1 || theirs.length() == 1;
        if (isInitial) {
            return word.charAt(0) == theirs.charAt(0) ? new Spelling(INITIAL, How.INITIAL) : Spelling.DIFFERENT;
        }
        var spelling = spelt(word, theirs);
        boolean isAbbreviated = abbreviates(word, theirs) || abbreviates(theirs, word);
        return spelling.score() < LEAST && isAbbreviated ? new Spelling(ABBREVIATED, How.ABBREVIATION) : spelling;
    }

    /**
     * As words are, but one that only goes on is another (Roche, Rocher), and so is one that many names
     * have.
     */
    private static Spelling spelt(String word, String theirs) {
        if (word.equals("l" + theirs) || theirs.equals("l" + word)) {
            return new Spelling(JOINED, How.SPELLING); // L'Air
        }
        var spelling = Spelling.of(word, theirs);
        boolean areCommon = CommonWords.weight(word) < 1 && CommonWords.weight(theirs) < 1;
        boolean goesOn = word.startsWith(theirs) || theirs.startsWith(word);
        return spelling.how() == How.SLIP && (areCommon || goesOn) ? new Spelling(GOES_ON, How.DIFFERENT) : spelling;
    }

    /**
     * The beginning of a longer word that many names have, or its first and some later letters down to
     * the last: intl, mfg, svcs.
     */
    private static boolean abbreviates(String brief, String word) {
        int length = brief.length();
        if (length < 3 || length > 6 || word.length() < length + 3 || brief.charAt(0) != word.charAt(0)) {
            return false;
        }
        if (CommonWords.weight(word) >= 1) {
            return false;
        }
        if (word.startsWith(brief)) {
            return true;
        }
        int at = 0;
        for (int letter = 0; letter < word.length() && at < length; letter++) {
            at += word.charAt(letter) == brief.charAt(at) ? 1 : 0;
        }
        return at == length && brief.charAt(length - 1) == word.charAt(word.length() - 1)
                && brief.chars().filter(letter -> "aeiou".indexOf(letter) >= 0).count() < 2 && length < 6;
    }

    /** Of all its words, with or without small words and the legal form: HSBC has its corporation. */
    private static boolean areInitials(String word, String written, OrganisationName name) {
        if (word.length() < 2 || word.length() > LONGEST_INITIALS || name.words().size() < 2) {
            return false;
        }
        var all = Words.of(written.replace("&", " and "));
        var big = all.stream().filter(each -> !FILLERS.contains(each)).toList();
        return word.equals(name.initials()) || word.equals(initials(all)) || word.equals(initials(big));
    }

    private static String initials(List<String> words) {
        var initials = new StringBuilder();
        words.forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }

    private double forms() {
        var form = one.legalForm();
        var theirs = other.legalForm();
        if (form == null || theirs == null || form.equals(theirs)) {
            if (!Objects.equals(form, theirs)) {
                step("legal form", form == null ? "" : form, theirs == null ? "" : theirs,
                        new Spelling(1, How.LEFT_OUT));
            }
            return 1;
        }
        boolean isLoose = LOOSE_FORMS.contains(form) && LOOSE_FORMS.contains(theirs);
        return step("legal form", form, theirs, new Spelling(isLoose ? LOOSE_FORM : OTHER_FORM, How.DIFFERENT));
    }

    private double step(String part, String word, String theirs, Spelling spelling) {
        steps.add(new Step(part, word, theirs, spelling.how(), spelling.score()));
        return spelling.score();
    }

    private static double weight(List<String> words) {
        return words.stream().mapToDouble(CommonWords::weight).sum();
    }

    private static String text(List<String> words) {
        return String.join(" ", words);
    }
}
