package io.casehub.identity.normal;

import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads dates of birth in the forms people write. */
final class DateReader {

    private static final Map<String, String> MONTHS = Lexicon.canonical("months");
    private static final int CENTURY = 100;
    private static final int FIRST_YEAR = 1850;

    private DateReader() {}

    static @Nullable DateDigits read(String text) {
        if (text.length() == 8 && isDigits(text)) {
            return eight(text);
        }
        if (text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-' && isDigits(text.substring(0, 4))
                && isDigits(text.substring(5, 7)) && isDigits(text.substring(8, 10))) {
            return digits(text.substring(0, 4), text.substring(5, 7), text.substring(8, 10));
        }
        int colon = text.indexOf(':');
        return parts(Words.of(colon > 2 ? text.substring(0, colon - 2) : text));
    }

    private static @Nullable DateDigits eight(String text) {
        int year = number(text.substring(0, 4));
        int otherYear = number(text.substring(4));
        boolean isYearLast = !isYear(year) && isYear(otherYear);
        return isYearLast
                ? dayAndMonth(text.substring(4), text.substring(0, 2), text.substring(2, 4))
                : digits(text.substring(0, 4), text.substring(4, 6), text.substring(6));
    }

    private static @Nullable DateDigits parts(List<String> words) {
        var parts = words.stream().filter(word -> MONTHS.containsKey(word) || isDigits(withoutOrdinal(word)))
                .map(DateReader::withoutOrdinal).toList();
        if (parts.size() == 1 && parts.getFirst().length() == 6 && isDigits(parts.getFirst())) {
            var six = parts.getFirst();
            return parts(List.of(six.substring(0, 2), six.substring(2, 4), six.substring(4)));
        }
        if (parts.size() == 1 && parts.getFirst().length() == 8 && isDigits(parts.getFirst())) {
            return eight(parts.getFirst());
        }
        if (parts.size() < 3) {
            return garbage(words);
        }
        var a = parts.get(0);
        var b = parts.get(1);
        var c = parts.get(2);
        if (isName(a) || isName(b)) {
            return named(a, b, c);
        }
        if (parts.size() > 3) {
            return garbage(words);
        }
        if (a.length() == 4) {
            return digits(a, b, c);
        }
        return c.length() == 4 || c.length() == 2 && isPossible(a, b)
                ? dayAndMonth(year(c), a, b)
                : c.length() <= 2 && a.length() == 2 ? digits(year(a), b, c) : garbage(words);
    }

    /** 28 November 1908, November 28 1908, 1908 Nov 28. */
    private static @Nullable DateDigits named(String a, String b, String c) {
        var month = two(MONTHS.getOrDefault(isName(a) ? a : b, a));
        var first = isName(a) ? b : a;
        return first.length() == 4 ? digits(first, month, c) : digits(year(c), month, first);
    }

    private static boolean isPossible(String day, String month) {
        return fits(day, 31) && fits(month, 12) || fits(day, 12) && fits(month, 31);
    }

    private static boolean fits(String text, int most) {
        int number = number(text);
        return number >= 1 && number <= most;
    }

    private static @Nullable DateDigits dayAndMonth(String year, String day, String month) {
        boolean isMonthFirst = !fits(month, 12) && fits(day, 12);
        return isMonthFirst ? digits(year, day, month) : digits(year, month, day);
    }

    private static @Nullable DateDigits digits(String year, String month, String day) {
        var digits = (year.length() == 4 ? year : "0000".substring(Math.min(4, year.length())) + year) + two(month)
                + two(day);
        return digits.length() == 8 ? new DateDigits(digits, isDay(digits)) : null;
    }

    private static boolean isDay(String digits) {
        int year = number(digits.substring(0, 4));
        int month = number(digits.substring(4, 6));
        int day = number(digits.substring(6));
        return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static @Nullable DateDigits garbage(List<String> words) {
        var digits = String.join("", words).replaceAll("[^0-9]", "");
        return DateDigits.isNearly(digits) ? new DateDigits(digits, digits.length() == 8 && isDay(digits)) : null;
    }

    /** Of a two-digit year the last one that is past. */
    private static String year(String text) {
        if (text.length() != 2) {
            return text;
        }
        int now = Year.now().getValue();
        int year = now / CENTURY * CENTURY + number(text);
        return String.valueOf(year > now ? year - CENTURY : year);
    }

    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= Year.now().getValue() + 1;
    }

    private static boolean isName(String word) {
        return !Character.isDigit(word.charAt(0));
    }

    /** 1st, 2nd, 1er, 1o. */
    private static String withoutOrdinal(String word) {
        int end = 0;
        while (end < word.length() && Character.isDigit(word.charAt(end))) {
            end++;
        }
        return end > 0 && end <= 2 && word.length() - end <= 2 ? word.substring(0, end) : word;
    }

    private static String two(String text) {
        return text.length() == 1 ? "0" + text : text;
    }

    private static int number(String text) {
        return isDigits(text) && text.length() < 9 ? Integer.parseInt(text) : -1;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
