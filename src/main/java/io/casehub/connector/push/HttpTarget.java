package io.casehub.connector.push;

import io.casehub.connector.http.Headers;
import io.casehub.connector.plan.Plan;
import io.casehub.outbound.CommandKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a route on the template {@code push-http} is told.
 *
 * @param target the mapping that makes {@code {target}} of the command
 * @param mapping makes the body; blank where the bytes of a document are all there is to say
 * @param freight how a document goes with it
 * @param success what an answer of success has in it; where nothing is said, every 2xx is one
 * @param conflictStatus statuses that mean that the record changed there
 * @param answer how the record in an answer is read
 */
record HttpTarget(String system, String method, String url, Optional<String> target, Map<String, String> headers,
        String contentType, String mapping, Optional<Freight> freight, AnswerRules success, AnswerRules refused,
        AnswerRules conflict,
        Set<Integer> conflictStatus, RecordReading answer, Optional<ReadBack> readBack) {

    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    /**
     * How a system is asked what became of a command.
     *
     * @param request the mapping that makes what to post; without one it is asked by GET
     * @param confirmed what in the answer says that it was done; without it the record tells, which
     * {@code record} reads
     * @param absence what it means where it is not found and the answer was lost
     */
    record ReadBack(String url, Optional<String> request, Map<String, String> headers, RecordReading record,
            AnswerRules confirmed, Absence absence) {}

    static HttpTarget of(Plan plan) {
        var kind = Commands.kind(plan);
        if (!METHODS.contains(plan.text("method"))) {
            throw plan.wrong("method", "is one of " + METHODS.stream().sorted().toList() + ", and not "
                    + plan.text("method"));
        }
        if (plan.text("url").contains("{target}") != plan.some("target").isPresent()) {
            throw plan.wrong("target", "is the mapping that makes {target} in the url: both are there, or neither");
        }
        var freight = Freight.of(plan, kind);
        return new HttpTarget(plan.system(), plan.text("method"), plan.text("url"), plan.some("target"),
                Headers.of(plan, "headers"), plan.text("contentType"),
                freight.filter(file -> !file.isSaying()).map(file -> "").orElseGet(() -> Commands.mapping(plan)),
                freight,
                AnswerRules.of(plan, "success"), AnswerRules.of(plan, "refused"), AnswerRules.of(plan, "conflict"),
                statuses(plan), RecordReading.of(plan, "record"), readBack(plan, kind));
    }

    boolean isXml() {
        return contentType.contains("xml");
    }

    private static Optional<ReadBack> readBack(Plan plan, CommandKind kind) {
        if (plan.some("readBack").isEmpty()) {
            for (var name : List.of("readBackRequest", "readBackHeaders", "readBackRecord", "confirmed")) {
                if (plan.some(name).isPresent()) {
                    throw plan.wrong(name, "says nothing without readBack, the url of the question");
                }
            }
            return Optional.empty();
        }
        var confirmed = AnswerRules.of(plan, "confirmed");
        if (confirmed.isEmpty() && (plan.some("answer").isEmpty() || !isComparable(kind))) {
            throw plan.wrong("readBack", isComparable(kind)
                    ? "needs answer, the mapping that reads the record, or confirmed: what there says that it was done"
                    : "needs confirmed: what in its answer says that it was done, such as casehub {id}");
        }
        return Optional.of(new ReadBack(plan.text("readBack"), plan.some("readBackRequest"),
                Headers.of(plan, "readBackHeaders"), RecordReading.of(plan, "readBackRecord"), confirmed,
                plan.word("absence", Absence.class)));
    }

    /** Whether a record shows that it was done. */
    private static boolean isComparable(CommandKind kind) {
        return kind.field().isPresent() || kind.equals(CommandKind.CONTACT_CORRECTION);
    }

    private static Set<Integer> statuses(Plan plan) {
        try {
            return plan.list("conflictStatus").stream().map(Integer::valueOf).collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw plan.wrong("conflictStatus", "is a list of HTTP statuses such as 409,412; a rule over the answer"
                    + " is given as conflict");
        }
    }
}
