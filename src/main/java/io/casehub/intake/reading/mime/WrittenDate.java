package io.casehub.intake.reading.mime;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as mail programs and people write it, in their languages. Of the RFC's and of ISO's dates,
 * of those with a month in words, and of numbers alone (the day first, unless it cannot be).
 *
 * @param zone {@code null} where none was named
 */
public record WrittenDate(LocalDateTime time, @Nullable ZoneOffset zone) {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da",
            "nb", "fi", "cs", "sk", "ru", "uk", "tr", "hu", "ro", "el", "bg", "hr", "et", "lv", "lt", "sl", "ca", "he",
            "ar", "vi", "id");
    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("EST", -5), Map.entry("EDT", -4),
            Map.entry("CST", -6), Map.entry("CDT", -5), Map.entry("MST", -7), Map.entry("MDT", -6),
            Map.entry("PST", -8), Map.entry("PDT", -7), Map.entry("GMT", 0), Map.entry("UT", 0), Map.entry("UTC", 0),
            Map.entry("Z", 0), Map.entry("BST", 1), Map.entry("MET", 1), Map.entry("CET", 1), Map.entry("MEZ", 1),
            Map.entry("CEST", 2), Map.entry("MEST", 2), Map.entry("MESZ", 2), Map.entry("EET", 2),
            Map.entry("EEST", 3), Map.entry("MSK", 3), Map.entry("JST", 9), Map.entry("KST", 9));
    private static final int LONGEST = 200;

    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?<y>\\d{4})\\s*[-/.年년]\\s*(?<m>\\d{1,2})\\s*[-/.月월]\\s*(?<d>\\d{1,2})(?:\\s*[日일])?");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?[\\s-]*(?:de\\s+|of\\s+)?(?<m>\\p{L}[\\p{L}\\p{M}]{2,})\\.?,?"
                    + "[\\s-]*(?:de(?:l)?\\s+)?(?<y>\\d{4}|\\d{2,3}(?=[\\s,]|$))?");
    private static final Pattern MONTH_DAY = Pattern.compile(
            "(?<m>\\p{L}[\\p{L}\\p{M}]{2,})\\.?[\\s-]+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])[,\\s-]*(?<y>\\d{4}|\\d{2}(?=[\\s,]|$))?");
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<!\\d)(?<d>\\d{1,2})[./-]\\s?(?<m>\\d{1,2})[./-]\\s?(?<y>\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern TIME = Pattern.compile(
            "(?<half>午前|午後|上午|下午|晚上|오전|오후)?\\s*(?<!\\d)(?<h>\\d{1,2})(?:\\s*[:.hH時时시]\\s*)(?<i>\\d{2})"
                    + "(?:[:.](?<s>\\d{2}))?(?:\\.\\d+)?\\s*(?<noon>[aApP])?(?:\\.?\\s?[mM]\\b)?");
    private static final Pattern OFFSET = Pattern.compile(
            "(?:^|\\s|\\(|GMT|UTC|\\d)(?<sign>[+-])\\s?(?<h>\\d{2}):?(?<i>\\d{2})(?!\\d)");
    private static final Pattern ZONE = Pattern.compile("(?<![A-Za-z])([A-Z]{1,4})(?![A-Za-z])");
    private static final Pattern LONE_YEAR = Pattern.compile("(?<![\\d:+-])((?:19|20)\\d{2})(?![\\d:])");

    /** Empty where it is none, or none between 1970 and 9998. */
    public static Optional<WrittenDate> of(String written) {
        var text = (written.length() > LONGEST ? written.substring(0, LONGEST) : written).strip();
        for (var pattern : List.of(YEAR_FIRST, DAY_MONTH, MONTH_DAY, NUMBERS)) {
            var found = pattern.matcher(text);
            while (found.find()) {
                var date = read(text, found);
                if (date.isPresent()) {
                    return date;
                }
            }
        }
        return Optional.empty();
    }

    /** UTC where no zone was named. */
    public Instant instant() {
        return time.toInstant(zone == null ? ZoneOffset.UTC : zone);
    }

    /** ISO 8601: an instant where the zone is known, else the time without one. */
    public String iso() {
        return zone == null ? time.toString() : instant().toString();
    }

    private static Optional<WrittenDate> read(String text, Matcher found) {
        try {
            var rest = text.substring(0, found.start()) + " " + text.substring(found.end());
            int month = month(found.group("m"));
            int day = Integer.parseInt(found.group("d"));
            int year = year(found.group("y"), rest);
            if (month > 12 && day <= 12) {
                return time(rest, year, day, month);
            }
            return time(rest, year, month, day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<WrittenDate> time(String rest, int year, int month, int day) {
        var time = TIME.matcher(rest);
        int hour = 0;
        int minute = 0;
        int second = 0;
        var zoned = rest;
        if (time.find()) {
            hour = hour(time);
            minute = Integer.parseInt(time.group("i"));
            second = time.group("s") == null ? 0 : Math.min(59, Integer.parseInt(time.group("s")));
            zoned = rest.substring(time.end());
        }
        if (month < 1 || year < 1970 || year > 9998 || hour > 23 || minute > 59) {
            return Optional.empty();
        }
        return Optional.of(new WrittenDate(LocalDateTime.of(year, month, day, hour, minute, second), zone(zoned)));
    }

    private static int hour(Matcher time) {
        int hour = Integer.parseInt(time.group("h"));
        var noon = time.group("noon");
        var half = time.group("half");
        boolean after = noon != null && noon.equalsIgnoreCase("p") || half != null && "午後下午晚上오후".contains(half);
        boolean before = noon != null && noon.equalsIgnoreCase("a") || half != null && "午前上午오전".contains(half);
        return after && hour < 12 ? hour + 12 : before && hour == 12 ? 0 : hour;
    }

    private static @Nullable ZoneOffset zone(String text) {
        var offset = OFFSET.matcher(text);
        if (offset.find()) {
            int minutes = Integer.parseInt(offset.group("h")) * 60 + Integer.parseInt(offset.group("i"));
            return minutes > 18 * 60
                    ? null
                    : ZoneOffset.ofTotalSeconds((offset.group("sign").equals("-") ? -60 : 60) * minutes);
        }
        return ZONE.matcher(text).results().map(zone -> ZONES.get(zone.group(1))).filter(hours -> hours != null)
                .findFirst().map(ZoneOffset::ofHours).orElse(null);
    }

    private static int month(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return Integer.parseInt(word);
        }
        var plain = plain(word);
        return MONTHS.getOrDefault(plain, MONTHS.getOrDefault(plain.substring(0, Math.min(3, plain.length())), -1));
    }

    private static int year(@Nullable String digits, String rest) {
        if (digits == null) {
            var lone = LONE_YEAR.matcher(rest);
            return lone.find() ? Integer.parseInt(lone.group(1)) : -1;
        }
        int year = Integer.parseInt(digits);
        // RFC 5322, 4.3
        return digits.length() == 2 ? year + (year < 50 ? 2000 : 1900) : digits.length() == 3 ? year + 1900 : year;
    }

    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        for (var language : LANGUAGES) {
            var symbols = new DateFormatSymbols(new ULocale(language));
            for (int context : new int[]{DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
                for (int width : new int[]{DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
                    var names = symbols.getMonths(context, width);
                    for (int i = 0; i < Math.min(12, names.length); i++) {
                        months.putIfAbsent(plain(names[i]), i + 1);
                    }
                }
            }
        }
        return Map.copyOf(months);
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("[\\p{M}.]", "");
    }
}
