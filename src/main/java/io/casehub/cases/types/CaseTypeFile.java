package io.casehub.cases.types;

import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseType.Defaults;
import io.casehub.mapping.Spot;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.model.Money;
import io.casehub.model.Priority;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code mappings/cases/<type>.yaml}, whole or not at all. */
final class CaseTypeFile {

    private static final Set<String> ROLES = Set.of("agent", "supervisor", "customer", "partner");
    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

    private CaseTypeFile() {}

    /**
     * The type as version 0.
     *
     * @throws io.casehub.mapping.FileBroken with the place of what cannot be used
     */
    static CaseType read(String name, Spot file, Queues queues) {
        file.find("defaults").flatMap(usual -> usual.find("queue")).ifPresent(spot -> queues.refusal(spot.text())
                .ifPresent(sentence -> {
                    throw spot.wrong(sentence + " (queues.yaml says which)");
                }));
        return read(name, file);
    }

    /** The same, whatever queues there are: of a version that was good when it was met. */
    static CaseType read(String name, Spot file) {
        file.fields("title", "fields", "documents", "transitions", "closeReasons", "priority", "defaults", "sla");
        return new CaseType(name, 0, file.get("title").text(), fields(file), documents(file), moves(file),
                reasons(file), rules(file), defaults(file),
                file.find("sla").map(Words::agreement).orElse(Agreement.NONE));
    }

    private static Map<String, FieldRule> fields(Spot file) {
        var fields = new LinkedHashMap<String, FieldRule>();
        file.find("fields").ifPresent(spot -> spot.fields().forEach((name, rule) -> {
            if (!FIELD.matcher(name).matches()) {
                throw rule.wrong(
                        name + " is no name of a field: it is letters and digits, such as amount or orderNumber");
            }
            fields.put(name, field(name, rule));
        }));
        return fields;
    }

    private static FieldRule field(String name, Spot rule) {
        var said = rule.fields("title", "type", "requiredFrom", "pattern", "min", "max", "choices", "entity");
        var kind = Words.code(rule.get("type"), FieldKind.class);
        fits(said, "pattern", kind, FieldKind.TEXT);
        fits(said, "choices", kind, FieldKind.CHOICE);
        fits(said, "entity", kind, FieldKind.REFERENCE);
        for (var bound : List.of("min", "max")) {
            fits(said, bound, kind, FieldKind.TEXT, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE);
        }
        var choices = kind == FieldKind.CHOICE ? rule.get("choices").texts() : List.<String>of();
        if (kind == FieldKind.CHOICE && choices.isEmpty()) {
            throw rule.wrong("a choice needs choices: a list of words");
        }
        return new FieldRule(name, rule.find("title").map(Spot::text).orElse(name), kind,
                rule.find("requiredFrom").map(spot -> Words.code(spot, CaseStatus.class)).orElse(null),
                rule.find("pattern").map(CaseTypeFile::pattern).orElse(null), bound(rule, "min", kind),
                bound(rule, "max", kind), choices,
                kind == FieldKind.REFERENCE ? Words.code(rule.get("entity"), Entity.class) : null);
    }

    private static void fits(Map<String, Spot> said, String key, FieldKind kind, FieldKind... kinds) {
        var spot = said.get(key);
        if (spot != null && !List.of(kinds).contains(kind)) {
            throw spot.wrong("a field of type " + kind.word() + " has no " + key + ": take it away");
        }
    }

    private static Pattern pattern(Spot spot) {
        try {
            return Pattern.compile(spot.text());
        } catch (PatternSyntaxException e) {
            throw spot.wrong("is no pattern: " + e.getDescription());
        }
    }

    private static @Nullable String bound(Spot rule, String key, FieldKind kind) {
        var spot = rule.find(key).orElse(null);
        if (spot == null) {
            return null;
        }
        try {
            return switch (kind) {
                case DATE -> LocalDate.parse(spot.text()).toString();
                case TEXT -> String.valueOf(Integer.parseInt(spot.text()));
                default -> Words.number(spot).toPlainString();
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw spot.wrong(key + " is " + (kind == FieldKind.DATE ? "a date such as 2026-01-05" : "a whole number")
                    + ", and not " + spot.text());
        }
    }

    private static List<RequiredDocument> documents(Spot file) {
        return file.find("documents").map(Spot::items).orElse(List.of()).stream().map(item -> {
            item.fields("kind", "requiredFrom");
            return new RequiredDocument(item.get("kind").text(),
                    Words.code(item.get("requiredFrom"), CaseStatus.class));
        }).toList();
    }

    private static Map<CaseStatus, List<Move>> moves(Spot file) {
        var moves = new EnumMap<CaseStatus, List<Move>>(CaseStatus.class);
        file.find("transitions").ifPresent(spot -> byStatus(spot).forEach((from, to) -> {
            var targets = new ArrayList<Move>();
            to.items().forEach(item -> targets.add(move(item)));
            moves.put(from, List.copyOf(targets));
        }));
        return moves;
    }

    private static Move move(Spot item) {
        if (item.isText()) {
            return new Move(Words.code(item, CaseStatus.class), Set.of("agent"));
        }
        item.fields("to", "by");
        var by = item.get("by").texts();
        by.stream().filter(role -> !ROLES.contains(role)).findFirst().ifPresent(role -> {
            throw item.get("by").wrong("there is no role " + role + "; known are "
                    + String.join(", ", ROLES.stream().sorted().toList()));
        });
        return new Move(Words.code(item.get("to"), CaseStatus.class), Set.copyOf(by));
    }

    private static Map<CaseStatus, List<String>> reasons(Spot file) {
        var reasons = new EnumMap<CaseStatus, List<String>>(CaseStatus.class);
        file.find("closeReasons").ifPresent(spot -> byStatus(spot).forEach((status, words) -> {
            if (!status.isFinal()) {
                throw words.wrong("reasons are given for resolved and closed only: take " + status.word() + " away");
            }
            reasons.put(status, words.texts());
        }));
        return reasons;
    }

    private static Map<CaseStatus, Spot> byStatus(Spot spot) {
        var by = new EnumMap<CaseStatus, Spot>(CaseStatus.class);
        spot.fields("new", "open", "waiting-customer", "waiting-third-party", "resolved", "closed")
                .forEach((word, value) -> by.put(CodeWord.of(CaseStatus.class, word), value));
        return by;
    }

    private static List<PriorityRule> rules(Spot file) {
        return file.find("priority").map(Spot::items).orElse(List.of()).stream().map(item -> {
            var said = item.fields("then", "words", "score", "orderTotal", "products", "olderThan");
            if (said.size() < 2) {
                throw item.wrong("a rule needs then and at least one of words, score, orderTotal, products, olderThan");
            }
            return new PriorityRule(Words.code(item.get("then"), Priority.class),
                    item.find("words").map(Spot::texts).orElse(List.of()),
                    item.find("score").map(CaseTypeFile::score).orElse(null),
                    item.find("orderTotal").map(CaseTypeFile::money).orElse(null),
                    item.find("products").map(Spot::texts).orElse(List.of()),
                    item.find("olderThan").map(Words::age).orElse(null));
        }).toList();
    }

    private static PriorityRule.Least score(Spot spot) {
        spot.fields("name", "atLeast");
        return new PriorityRule.Least(spot.get("name").text(), Words.number(spot.get("atLeast")));
    }

    private static Money money(Spot spot) {
        spot.fields("atLeast", "currency");
        var currency = spot.get("currency");
        try {
            return new Money(Words.number(spot.get("atLeast")), Currency.getInstance(currency.text()));
        } catch (IllegalArgumentException e) {
            throw currency.wrong("a currency of ISO 4217 such as EUR is wanted here, and not " + currency.text());
        }
    }

    private static Defaults defaults(Spot file) {
        var spot = file.find("defaults").orElse(null);
        if (spot == null) {
            return new Defaults(null, Priority.NORMAL, null);
        }
        spot.fields("queue", "priority", "assignee");
        return new Defaults(spot.find("queue").map(Spot::text).orElse(null),
                spot.find("priority").map(one -> Words.code(one, Priority.class)).orElse(Priority.NORMAL),
                spot.find("assignee").map(Spot::text).orElse(null));
    }
}
