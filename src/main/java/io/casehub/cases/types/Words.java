package io.casehub.cases.types;

import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as the files in {@code mappings/cases/} write them. */
public final class Words {

    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})(m|h|d)");

    private Words() {}

    /** A word of a code list. */
    static <E extends Enum<E> & CodeWord> E code(Spot spot, Class<E> list) {
        return CodeWord.find(list, spot.text()).filter(word -> !word.word().equals("unknown"))
                .orElseThrow(() -> spot.wrong("there is no " + spot.text() + " here; known are "
                        + String.join(", ", Arrays.stream(list.getEnumConstants()).map(CodeWord::word)
                                .filter(word -> !word.equals("unknown")).toList())));
    }

    static BigDecimal number(Spot spot) {
        try {
            return new BigDecimal(spot.text());
        } catch (NumberFormatException e) {
            throw spot.wrong("a number is wanted here, and not " + spot.text());
        }
    }

    /** Time as it passes: {@code 30m}, {@code 36h}, {@code 5d}. */
    static Duration age(Spot spot) {
        return time(spot, "30m, 36h or 5d");
    }

    /** Time in which people work; a day of it would be as long as the calendar says. */
    private static Duration working(Spot spot) {
        if (spot.text().endsWith("d")) {
            throw spot.wrong("working time is told in hours, such as 16h, and not in days, which differ");
        }
        return time(spot, "30m or 16h");
    }

    /** What is promised under {@code sla}. */
    public static Agreement agreement(Spot spot) {
        var goals = spot.fields("firstAnswer", "resolution");
        return new Agreement(goals.containsKey("firstAnswer") ? goal(spot.get("firstAnswer")) : Map.of(),
                goals.containsKey("resolution") ? goal(spot.get("resolution")) : Map.of());
    }

    private static Map<Priority, Duration> goal(Spot spot) {
        var within = new EnumMap<Priority, Duration>(Priority.class);
        if (spot.isText()) {
            Arrays.stream(Priority.values()).forEach(priority -> within.put(priority, working(spot)));
        } else {
            spot.fields(Arrays.stream(Priority.values()).map(CodeWord::word).toArray(String[]::new))
                    .forEach((priority, time) -> within.put(CodeWord.of(Priority.class, priority), working(time)));
        }
        return within;
    }

    private static Duration time(Spot spot, String such) {
        var matcher = TIME.matcher(spot.text());
        if (!matcher.matches()) {
            throw spot.wrong("a time such as " + such + " is wanted here, and not " + spot.text());
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
