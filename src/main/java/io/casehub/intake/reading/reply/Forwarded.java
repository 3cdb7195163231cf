package io.casehub.intake.reading.reply;

import io.casehub.intake.reading.mime.Address;
import io.casehub.intake.reading.mime.WrittenDate;
import io.casehub.intake.reading.reply.HeaderLabels.Field;
import io.casehub.intake.reading.words.Phrases;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that was passed on within another: what its header lines say, and its text.
 *
 * @param date in ISO 8601, an instant where its zone was told; as it was written where it could not
 * be read; {@code null} where there is none
 */
public record Forwarded(@Nullable Address from, @Nullable String subject, @Nullable String date, String text) {

    private static final Pattern PREFIX = Pattern.compile(
            "\\s*(?:re:\\s*)?(?:" + String.join("|", Phrases.of("forward-prefixes").stream()
                    .map(prefix -> Pattern.quote(prefix.words())).toList()) + ").*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern QUOTE = Pattern.compile("(?m)^> ?");

    /** The first message passed on in a text; empty where it holds none. */
    public static Optional<Forwarded> in(String text, String subject) {
        var lines = new Lines(text);
        var separators = new Separators(lines);
        boolean announced = PREFIX.matcher(subject).matches();
        for (int i = 0; i < lines.size(); i++) {
            if (separators.isForward(i)) {
                return behind(lines, i + 1);
            }
            if (announced && !lines.isBlank(i) && separators.isAt(i)) {
                boolean isBlock = HeaderBlock.at(lines, i).isPresent();
                var found = behind(lines, isBlock ? i : i + 1);
                return found.filter(forwarded -> forwarded.from != null);
            }
        }
        return Optional.empty();
    }

    private static Optional<Forwarded> behind(Lines lines, int start) {
        var text = new StringBuilder();
        for (int i = start; i < lines.size(); i++) {
            text.append(lines.shown(i)).append('\n');
        }
        int first = lines.afterBlanks(start);
        boolean quoted = first < lines.size() && lines.isQuoted(first);
        var passed = new Lines(quoted ? QUOTE.matcher(text).replaceAll("") : text.toString());
        var block = HeaderBlock.at(passed, passed.afterBlanks(0), 2);
        return Optional.of(read(passed, block));
    }

    private static Forwarded read(Lines passed, Optional<HeaderBlock> block) {
        var text = new StringBuilder();
        for (int i = block.map(HeaderBlock::end).orElse(0); i < passed.size(); i++) {
            text.append(passed.shown(i)).append('\n');
        }
        return new Forwarded(
                field(block, Field.FROM).flatMap(from -> Address.all(from.replaceAll("\\[mailto:([^\\]]*)]", "<$1>")
                        .replaceAll("\\[([^\\]@\\s]+@[^\\]\\s]+)]", "<$1>")).stream().findFirst()).orElse(null),
                field(block, Field.SUBJECT).orElse(null),
                field(block, Field.DATE).map(date -> WrittenDate.of(date).map(WrittenDate::iso).orElse(date))
                        .orElse(null),
                text.toString().strip());
    }

    private static Optional<String> field(Optional<HeaderBlock> block, Field field) {
        return block.map(found -> found.fields().get(field)).filter(value -> !value.isEmpty());
    }
}
