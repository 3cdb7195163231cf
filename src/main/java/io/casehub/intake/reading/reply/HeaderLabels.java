package io.casehub.intake.reading.reply;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.casehub.intake.reading.words.Phrases;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a line above a quoted message is of: "Von: …" of its sender, "Asunto: …" of its subject. */
final class HeaderLabels {

    /** What a label names. */
    enum Field {
        FROM,
        DATE,
        TO,
        CC,
        SUBJECT,
        OTHER
    }

    /** One line, read: "A" can be whom it is to, in many languages, and "De" whom it is from. */
    record Labelled(Set<Field> fields, String value) {}

    private static final Map<String, Set<Field>> LABELS = Phrases.of("header-labels").stream()
            .collect(groupingBy(label -> label.words().toLowerCase(Locale.ROOT),
                    mapping(label -> Field.valueOf(label.language().split("\\.")[1].toUpperCase(Locale.ROOT)),
                            toSet())));
    private static final Pattern LINE = Pattern
            .compile("[\\s*_>|]*([\\p{L}][\\p{L}\\p{M} /'’().-]{0,30}?)[\\s*_]*[:：][\\s*_]*(.*)");

    private HeaderLabels() {}

    static Optional<Labelled> of(String line) {
        var found = LINE.matcher(line);
        if (line.indexOf(':') < 0 && line.indexOf('：') < 0 || !found.matches()) {
            return Optional.empty();
        }
        var fields = LABELS.get(found.group(1).strip().toLowerCase(Locale.ROOT));
        return fields == null
                ? Optional.empty()
                : Optional.of(new Labelled(fields, found.group(2).replace("*", "").strip()));
    }
}
