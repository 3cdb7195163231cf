package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailStep;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receipts of mails as the contract writes them. */
final class MailShape {

    private MailShape() {}

    /** @param number of the case it was put into */
    static ObjectNode brief(MailReceipt receipt, @Nullable String number) {
        var way = receipt.way();
        var json = Shape.object().put("id", receipt.id().toString()).put("fate", receipt.fate().word());
        Shape.put(json, "why", receipt.reason());
        json.put("system", way.system()).put("route", way.route());
        Shape.put(json, "mailbox", way.mailbox());
        if (way.uidValidity() > 0) {
            json.put("uidValidity", way.uidValidity()).put("uid", way.uid());
        }
        json.put("receivedAt", way.receivedAt().toString()).put("storedAt", receipt.storedAt().toString());
        Shape.put(json, "settledAt", receipt.settledAt());
        if (receipt.content() != null) {
            json.put("size", receipt.content().size()).put("sha256", receipt.content().sha256());
        }
        Shape.put(json, "fault", receipt.fault());
        var summary = receipt.summary();
        if (summary != null) {
            Shape.put(json, "messageId", summary.messageId());
            Shape.put(json, "sender", summary.sender());
            Shape.put(json, "subject", summary.subject());
        }
        json.put("forged", receipt.isForged()).put("internal", receipt.isInternal()).put("attempts",
                receipt.attempts());
        Shape.put(json, "duplicateOf", receipt.duplicateOf());
        if (receipt.caseId() != null) {
            Shape.put(json.putObject("case").put("id", receipt.caseId().toString()), "number", number);
        }
        receipt.record().ifPresent(record -> json.put("interaction", InteractionShape.href(record)));
        return json.put("href", href(receipt.id()));
    }

    static void steps(ObjectNode json, List<MailStep> steps) {
        var array = json.putArray("steps");
        steps.forEach(step -> Shape.put(array.addObject().put("at", step.at().toString()).put("step", step.step()),
                "detail", step.detail()));
    }

    static ObjectNode sums(Map<Fate, Long> sums) {
        var json = Shape.object().put("received", sums.values().stream().mapToLong(Long::longValue).sum());
        for (var fate : Fate.values()) {
            json.put(fate.word(), sums.getOrDefault(fate, 0L));
        }
        return json;
    }

    static String href(UUID receipt) {
        return "/api/v1/mail/" + receipt;
    }
}
