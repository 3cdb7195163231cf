package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;
import static io.casehub.api.Shape.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.HubCase;
import io.casehub.cases.deadlines.Goal;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.FieldRule;
import io.casehub.cases.types.Move;
import io.casehub.model.CaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Types of cases, and what cases have by them, as the contract writes it. What is absent is left
 * out.
 */
final class CaseworkShape {

    private CaseworkShape() {}

    /** What everybody sees of how a case is handled. */
    static void brief(ObjectNode json, HubCase hub) {
        put(json, "queue", hub.handling().queue());
        put(json, "team", hub.handling().team());
        put(json, "closeReason", hub.handling().closeReason());
        put(json, "dueAt", hub.due().dueAt(hub.status()));
        hub.due().state(hub.status()).ifPresent(state -> json.put("due", state.word()));
    }

    /** What is seen by whoever opens the case itself. */
    static ObjectNode whole(ObjectNode json, HubCase hub, Optional<CaseType> type, Map<String, String> filled) {
        if (hub.handling().typeVersion() != null) {
            json.put("typeVersion", hub.handling().typeVersion());
        }
        type.ifPresent(rules -> {
            var fields = json.putObject("fields");
            filled.forEach((name, value) -> Optional.ofNullable(rules.fields().get(name))
                    .ifPresent(rule -> fields.set(name, FieldValues.json(rule, value))));
        });
        var due = hub.due();
        if (due.firstAnswer().dueAt() != null || due.resolution().dueAt() != null) {
            var deadlines = json.putObject("deadlines");
            goal(deadlines, "firstAnswer", due.firstAnswer(), due.answeredAt(), "answeredAt");
            goal(deadlines, "resolution", due.resolution(), due.standsSince(), "standsSince");
        }
        return json;
    }

    static ObjectNode type(CaseType type, @Nullable String refused) {
        var json = object().put("name", type.name()).put("version", type.version()).put("title", type.title());
        put(json, "refused", refused);
        return json.put("href", "/api/v1/case-types/" + type.name());
    }

    /** A type as a front-end draws forms from it. */
    static ObjectNode form(CaseType type, @Nullable String refused) {
        var json = type(type, refused);
        var fields = json.putArray("fields");
        type.fields().values().forEach(rule -> fields.add(field(rule)));
        var documents = json.putArray("documents");
        type.documents().forEach(document -> documents.addObject().put("kind", document.kind())
                .put("requiredFrom", document.from().word()));
        var moves = json.putObject("transitions");
        type.moves().forEach((from, to) -> {
            var targets = moves.putArray(from.word());
            to.forEach(move -> targets.add(move(move)));
        });
        var reasons = json.putObject("closeReasons");
        type.closeReasons().forEach((CaseStatus status, List<String> words) -> words
                .forEach(reasons.withArray(status.word())::add));
        var usual = json.putObject("defaults");
        put(usual, "queue", type.defaults().queue());
        put(usual, "priority", type.defaults().priority().word());
        put(usual, "assignee", type.defaults().assignee());
        return json;
    }

    private static ObjectNode field(FieldRule rule) {
        var json = object().put("name", rule.name()).put("title", rule.title()).put("type", rule.kind().word());
        put(json, "requiredFrom", word(rule.requiredFrom()));
        put(json, "pattern", rule.pattern());
        put(json, "min", rule.min());
        put(json, "max", rule.max());
        if (!rule.choices().isEmpty()) {
            rule.choices().forEach(json.putArray("choices")::add);
        }
        put(json, "entity", word(rule.entity()));
        return json;
    }

    private static ObjectNode move(Move move) {
        var json = object().put("to", move.to().word());
        var by = json.putArray("by");
        move.by().stream().sorted().forEach(by::add);
        return json;
    }

    private static void goal(ObjectNode json, String name, Goal goal, @Nullable Instant at, String what) {
        if (goal.dueAt() != null) {
            var shown = json.putObject(name).put("dueAt", goal.dueAt().toString());
            put(shown, what, at);
            shown.put("breached", goal.told() == Goal.Told.BREACH);
        }
    }
}
