package io.casehub.connector;

import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.FieldRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A kind of command a system takes.
 *
 * @param repeatable sending it twice has one effect: it takes a key, tells versions apart, or shows
 * what is there already
 * @param folds of several that wait, about one record, only the last need be told
 * @param about of a note: the kinds of record it is put on, the preferred one first
 * @param on the field of a case it is told of; {@code null} for a kind the hub knows
 * @param deadline within which somebody expects it to be settled
 */
record CommandRule(boolean repeatable, boolean folds, List<Entity> about, @Nullable String on, Duration deadline) {

    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(15);
    private static final Set<Entity> NOTED = Set.of(Entity.ORDER, Entity.CUSTOMER);
    private static final Set<CommandKind> SAYING_ALL = Set.of(CommandKind.CASE_COMMENT,
            CommandKind.CASE_ATTACHMENT, CommandKind.CASE_NOTE, CommandKind.ACKNOWLEDGEMENT,
            CommandKind.CONTACT_CORRECTION);

    /** @throws io.casehub.mapping.FileBroken with the place of what cannot be */
    static CommandRule of(String word, Spot spot) {
        if (!CommandKind.isWord(word)) {
            throw spot.wrong("the word of a command is lower case, parts joined by hyphens, and not " + word);
        }
        var kind = new CommandKind(word);
        var said = spot.fields("repeatable", "folds", "about", "on", "deadline");
        var rule = new CommandRule(flag(said.get("repeatable")), flag(said.get("folds")),
                spot.find("about").stream().flatMap(about -> about.items().stream()).map(CommandRule::entity).toList(),
                Optional.ofNullable(said.get("on")).map(CommandRule::field).orElse(null),
                Optional.ofNullable(said.get("deadline")).map(CommandRule::time).orElse(USUAL_DEADLINE));
        rule.fit(kind, spot);
        return rule;
    }

    private void fit(CommandKind kind, Spot spot) {
        if (kind.equals(CommandKind.CASE_NOTE) == about.isEmpty()) {
            throw spot.wrong("about says which records a case-note is put on, and nothing else: "
                    + "case-note: {about: [order, customer]}");
        }
        if (kind.isKnown() != (on == null)) {
            throw spot.wrong(kind.isKnown()
                    ? "the hub knows when " + kind + " is told: take on away"
                    : "there is no command " + kind + "; there are "
                            + CommandKind.KNOWN.stream().map(CommandKind::word).collect(Collectors.joining(", "))
                            + ". One of your own says which field of a case it is told of: " + kind
                            + ": {on: fields.<name>}");
        }
        if (folds && SAYING_ALL.contains(kind)) {
            throw spot.wrong("each " + kind + " says something of its own, so none can be left out: take folds away");
        }
    }

    private static Entity entity(Spot spot) {
        return CodeWord.find(Entity.class, spot.text()).filter(NOTED::contains)
                .orElseThrow(() -> spot.wrong("a note is put on an order or a customer"));
    }

    private static String field(Spot spot) {
        if (!FieldRules.isField(spot.text())) {
            throw spot.wrong("a case has no field " + spot.text() + "; there are " + FieldRules.FIELDS.stream().sorted()
                    .toList() + ", and fields.<name> of its type");
        }
        return spot.text();
    }

    private static Duration time(Spot spot) {
        try {
            return DurationStyle.detectAndParse(spot.text());
        } catch (IllegalArgumentException e) {
            throw spot.wrong("deadline is a time such as 5m or 2h");
        }
    }

    private static boolean flag(@Nullable Spot spot) {
        return spot != null && spot.flag();
    }
}
