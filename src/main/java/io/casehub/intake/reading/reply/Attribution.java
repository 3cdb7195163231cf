package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.words.Phrases;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The line or lines that say who wrote what is quoted below: "On … she wrote:", in whatever
 * language.
 */
final class Attribution {

    private static final int LONGEST = 4;
    private static final int MOST_LETTERS = 500;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String ADDRESS = "[\\w.+'-]{1,100}@[\\w.-]{2,100}";
    private static final String TIME = "(?<!\\d)\\d{1,2}\\s?[:.hH時시点]\\s?\\d{2}(?!\\d{3})";
    private static final String DAY = "(?:\\d{4}\\s?[-/.年년]\\s?\\d{1,2}|\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?\\d{2,4}"
            + "|\\d{1,2}\\.?\\s(?:de\\s)?\\p{L}{3,12}\\.?\\s?,?\\s(?:de\\s)?\\d{4}|\\p{L}{3,12}\\.?\\s\\d{1,2},?\\s\\d{4}"
            + "|\\d{1,2}[ -]\\p{L}{3,9}\\.?[ -]\\d{2,4})";
    private static final Pattern WHEN = Pattern.compile(TIME + "|" + DAY);
    private static final Pattern FULL_DATE = Pattern.compile("(?s)(?=.*" + TIME + ")(?=.*" + DAY + ").*");
    private static final Pattern WHO = Pattern.compile(ADDRESS + "|<[^<>]{0,200}@[^<>]{0,200}>|\\[mailto:");
    private static final Pattern VERB = Phrases.of("wrote").anywhere();
    private static final Pattern OPENING = Pattern.compile(
            "^\\W{0,3}(?:" + Phrases.of("attribution-openings").anyOf()
                    + "|\\d{1,4}[-/.年년]|\\d{1,2}\\.?\\s\\p{L}|\\p{L}{1,12}\\.?,?\\s\\d{1,2}[./\\s]).*",
            FLAGS);
    private static final Pattern VERB_ENDS = Pattern.compile(
            ".*" + Phrases.of("wrote").anyOf() + "[^\\p{L}]{0,6}(?:[:：]|\\s*$).*", FLAGS);
    private static final Pattern SENTENCE_END = Pattern.compile(".*[\\p{L}\\d)]{3}[.!?]$");
    private static final Pattern DATED_ADDRESS = Pattern.compile(".*<[^<>\\s]{1,150}@[^<>\\s]{1,150}>\\s*[:：]$");

    private final Lines lines;

    Attribution(Lines lines) {
        this.lines = lines;
    }

    /** How many lines from here announce a quotation; 0 where none does. */
    int at(int start) {
        var joined = new StringBuilder();
        for (int i = start; i < Math.min(lines.size(), start + LONGEST); i++) {
            if (lines.isBlank(i) || lines.isQuoted(i) || lines.isEndless(i) || joined.length() > MOST_LETTERS) {
                return 0;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(lines.bare(i));
            if (announces(joined.toString(), i, i - start)) {
                return isLaterStart(start, i) ? 0 : i - start + 1;
            }
        }
        return 0;
    }

    /** What stands right above an announcement that is whole in itself is no part of it. */
    private boolean isLaterStart(int start, int end) {
        if (start == end || opens(start) && !SENTENCE_END.matcher(lines.bare(start)).matches()) {
            return false;
        }
        boolean needsVerb = VERB.matcher(joined(start, end)).find();
        for (int i = end; i > start; i--) {
            var said = joined(i, end);
            if (announces(said, end, end - i) && (!needsVerb || VERB.matcher(said).find())) {
                return true;
            }
        }
        return false;
    }

    private String joined(int start, int end) {
        return String.join(" ", IntStream.rangeClosed(start, end).mapToObj(lines::bare).toList());
    }

    private boolean opens(int index) {
        return OPENING.matcher(lines.bare(index)).matches();
    }

    private boolean announces(String said, int end, int more) {
        boolean colon = said.endsWith(":") || said.endsWith("：");
        boolean when = said.chars().anyMatch(Character::isDigit) && WHEN.matcher(said).find();
        if (!colon && !when) {
            return false;
        }
        boolean who = said.contains("@") && WHO.matcher(said).find();
        boolean verb = VERB.matcher(said).find();
        if (colon && verb && (who && when || when && (OPENING.matcher(said).matches() || isQuoteBelow(end)))) {
            return true;
        }
        if (colon && DATED_ADDRESS.matcher(said).matches() && FULL_DATE.matcher(said).matches()) {
            return true;
        }
        if (!isQuoteBelow(end)) {
            return verb && FULL_DATE.matcher(said).matches() && VERB_ENDS.matcher(said).matches() && endsWithVerb(said);
        }
        return colon && (verb && more < 2 || more < 2 && (who || when)) || more < 2 && who && when;
    }

    private static boolean endsWithVerb(String said) {
        var tail = said.length() > 40 ? said.substring(said.length() - 40) : said;
        return VERB_ENDS.matcher(tail).matches() && said.length() < 300;
    }

    private boolean isQuoteBelow(int index) {
        int next = lines.afterBlanks(index + 1);
        return next < lines.size() && lines.isQuoted(next);
    }
}
