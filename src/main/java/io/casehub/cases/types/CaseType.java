package io.casehub.cases.types;

import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a type of cases.
 *
 * @param version 1, 2, 3 in the order in which the hub met its contents
 * @param moves where a case of each status may go; empty: everywhere
 * @param closeReasons why a case may be given this status; where none are named, any word will do
 * @param defaults what a new case has where nobody says otherwise
 */
public record CaseType(String name, int version, String title, Map<String, FieldRule> fields,
        List<RequiredDocument> documents, Map<CaseStatus, List<Move>> moves,
        Map<CaseStatus, List<String>> closeReasons, List<PriorityRule> rules, Defaults defaults,
        Agreement agreement) {

    /** What a new case has where nobody says otherwise. */
    public record Defaults(@Nullable String queue, Priority priority, @Nullable String assignee) {}

    CaseType as(int number) {
        return new CaseType(name, number, title, fields, documents, moves, closeReasons, rules, defaults, agreement);
    }

    /** Whether it takes a look at customer and order to find a priority. */
    public boolean looksAtFacts() {
        return rules.stream().anyMatch(PriorityRule::looksAtFacts);
    }

    /** By the first rule that fits, else as new cases have it. */
    public Priority priority(Circumstances now) {
        return rules.stream().filter(rule -> rule.fits(now)).findFirst().map(PriorityRule::then)
                .orElse(defaults.priority());
    }

    /** When, behind this age, a case's priority is to be looked at again; empty where it never is. */
    public Optional<Duration> nextLook(Duration behind) {
        return rules.stream().map(PriorityRule::olderThan).flatMap(Stream::ofNullable)
                .filter(age -> age.compareTo(behind) > 0).min(Comparator.naturalOrder());
    }

    /** Whether somebody may take a case from one status to another. */
    boolean knows(CaseStatus from, CaseStatus to) {
        return moves.isEmpty() || moves.getOrDefault(from, List.of()).stream().anyMatch(move -> move.to() == to);
    }

    /** Why an actor may not take a case from one status to another; empty where he may. */
    public Optional<String> refusal(CaseStatus from, CaseStatus to, String actor) {
        if (moves.isEmpty() || from == to) {
            return Optional.empty();
        }
        var known = moves.getOrDefault(from, List.of());
        var move = known.stream().filter(one -> one.to() == to).findFirst();
        if (move.isPresent() && move.get().isOpenTo(actor)) {
            return Optional.empty();
        }
        if (move.isPresent()) {
            return Optional.of("from " + from.word() + " to " + to.word() + " a " + name + " is taken by "
                    + String.join(" or ", move.get().by().stream().sorted().toList()) + " only");
        }
        var allowed = known.stream().filter(one -> !isBound(actor) || one.isOpenTo(actor)).map(one -> one.to().word())
                .toList();
        return Optional.of("a " + name + " does not go from " + from.word() + " to " + to.word() + "; "
                + (allowed.isEmpty() ? "it stays there" : "it goes to " + String.join(", ", allowed)));
    }

    /** What a case that is to have a status still lacks, in words; empty where nothing. */
    public List<String> missing(CaseStatus at, Map<String, String> filled, Predicate<String> isAtHand) {
        return Stream.concat(
                fields.values().stream().filter(field -> field.isRequiredAt(at) && !filled.containsKey(field.name()))
                        .map(field -> "the field " + field.name()),
                documents.stream().filter(document -> document.isRequiredAt(at) && !isAtHand.test(document.kind()))
                        .map(document -> "the document " + document.kind()))
                .toList();
    }

    /** The field of a name. @throws NotAllowed where there is none */
    public FieldRule field(String field) {
        var rule = fields.get(field);
        if (rule == null) {
            throw new NotAllowed("a " + name + " has no field " + field + "; "
                    + (fields.isEmpty() ? "it has none" : "it has " + String.join(", ", fields.keySet())));
        }
        return rule;
    }

    /** How far a case is that has a status: what is required from one on is required from there on. */
    static int progress(CaseStatus status) {
        return switch (status) {
            case NEW, UNKNOWN -> 0;
            case OPEN -> 1;
            case WAITING_CUSTOMER, WAITING_THIRD_PARTY -> 2;
            case RESOLVED -> 3;
            case CLOSED -> 4;
        };
    }

    /** @throws NotAllowed where a case cannot be given a status for this reason */
    void checkReason(CaseStatus to, @Nullable String reason) {
        var reasons = closeReasons.getOrDefault(to, List.of());
        if (!reasons.isEmpty() && (reason == null || !reasons.contains(reason))) {
            throw new NotAllowed("a " + name + " is " + to.word() + " with a closeReason; it is one of "
                    + String.join(", ", reasons));
        }
    }

    /** One step that somebody wishes to take a case. */
    public record Step(CaseId id, CaseStatus from, CaseStatus to, @Nullable String closeReason,
            Map<String, String> filled, String actor) {}

    static boolean isBound(String actor) {
        return !actor.startsWith("system:") && !actor.startsWith("rule:");
    }
}
