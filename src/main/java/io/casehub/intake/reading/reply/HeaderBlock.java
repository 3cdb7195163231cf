package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.reply.HeaderLabels.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines that Outlook and forwarding programs put above a message that is quoted whole: who,
 * when, to whom, about what.
 *
 * @param end the line behind it
 */
record HeaderBlock(Map<Field, String> fields, int end) {

    private static final int LONGEST = 40;
    private static final int MOST_BLANKS = 1;
    private static final int FEWEST = 3;
    private static final int LONGEST_VALUE = 2_000;

    /** The block that begins in this line. */
    static Optional<HeaderBlock> at(Lines lines, int start) {
        return at(lines, start, FEWEST);
    }

    /**
     * The block that begins in this line.
     *
     * @param fewest how many kinds of lines it has at least; two are enough below a line that announces
     * it
     */
    static Optional<HeaderBlock> at(Lines lines, int start, int fewest) {
        if (start >= lines.size() || HeaderLabels.of(lines.get(start)).isEmpty()) {
            return Optional.empty();
        }
        var fields = new EnumMap<Field, String>(Field.class);
        Field last = null;
        int end = start;
        int blanks = 0;
        for (int i = start; i < Math.min(lines.size(), start + LONGEST) && blanks <= MOST_BLANKS; i++) {
            var labelled = HeaderLabels.of(lines.get(i));
            if (labelled.isPresent()) {
                last = put(fields, labelled.get());
                end = i + 1;
                blanks = 0;
            } else if (lines.isBlank(i)) {
                blanks++;
            } else if (blanks == 0 && isContinued(last, lines.bare(i), fields)) {
                fields.merge(last, " " + lines.bare(i), (value, more) -> value.length() > LONGEST_VALUE
                        ? value
                        : value + more);
                end = i + 1;
            } else {
                break;
            }
        }
        boolean whole = fields.containsKey(Field.FROM) && fields.size() >= fewest
                && (fields.containsKey(Field.DATE) || fields.containsKey(Field.SUBJECT));
        return whole ? Optional.of(new HeaderBlock(fields, end)) : Optional.empty();
    }

    private static @Nullable Field put(Map<Field, String> fields, HeaderLabels.Labelled labelled) {
        for (var field : Field.values()) {
            if (labelled.fields().contains(field) && !fields.containsKey(field)) {
                fields.put(field, labelled.value());
                return field;
            }
        }
        return labelled.fields().iterator().next();
    }

    /** A list of people that goes on in the next line, or a subject that was broken. */
    private static boolean isContinued(@Nullable Field last, String line, Map<Field, String> fields) {
        if (last == null || !fields.containsKey(last)) {
            return false;
        }
        var value = fields.getOrDefault(last, "");
        return switch (last) {
            case TO, CC, FROM -> value.isEmpty() || value.endsWith(",") || value.endsWith(";")
                    || line.contains("@") && line.length() < 200;
            case DATE -> value.isEmpty();
            case SUBJECT -> value.isEmpty() || value.length() > 60 && fields.size() < 4;
            case OTHER -> false;
        };
    }
}
