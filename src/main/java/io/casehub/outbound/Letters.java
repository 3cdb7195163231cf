package io.casehub.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.HubCase;
import io.casehub.intake.AcknowledgementDue;
import io.casehub.intake.Correspondence;
import io.casehub.intake.Envelope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Turns what people who wrote to us are to be told into commands to the system their mail came
 * from, in the transaction that decides it.
 */
@Component
class Letters {

    private final Outbox outbox;
    private final Correspondence correspondence;
    private final Carrier carrier;
    private final Worker worker;

    Letters(Outbox outbox, Correspondence correspondence, Carrier carrier, Worker worker) {
        this.outbox = outbox;
        this.correspondence = correspondence;
        this.carrier = carrier;
        this.worker = worker;
    }

    @EventListener
    void on(AcknowledgementDue due) {
        write(due.opened(), due.envelope(), CommandKind.ACKNOWLEDGEMENT,
                JsonNodeFactory.instance.objectNode().put("text", due.text()), "system:hub");
    }

    @EventListener
    void on(CasesChanged changes) {
        changes.cases().stream()
                .filter(changed -> changed.comment() != null && !changed.comment().isInternal())
                // what he wrote himself the customer need not be told
                .filter(changed -> !changed.actor().startsWith("customer:"))
                .forEach(this::answer);
    }

    private void answer(CaseChanged commented) {
        var text = commented.comment() == null ? "" : commented.comment().text();
        correspondence.answer(commented.now())
                .ifPresent(envelope -> write(commented.now(), envelope, CommandKind.CASE_COMMENT,
                        JsonNodeFactory.instance.objectNode().put("value", text), commented.actor()));
    }

    private void write(HubCase hub, Envelope envelope, CommandKind kind, ObjectNode payload, String actor) {
        if (carrier.carries(envelope.mail().system(), kind)) {
            payload.put("case", hub.number())
                    .put("to", String.join(", ", envelope.to()))
                    .put("subject", envelope.subject())
                    .put("messageId", envelope.messageId())
                    .put("inReplyTo", envelope.inReplyTo());
            if (!envelope.cc().isEmpty()) {
                payload.put("cc", String.join(", ", envelope.cc()));
            }
            put(payload, "from", envelope.from());
            put(payload, "replyTo", envelope.replyTo());
            put(payload, "quoted", envelope.quoted());
            envelope.references().forEach(payload.putArray("references")::add);
            outbox.add(hub.id(), envelope.mail(), kind, payload, actor);
            worker.wakeAfterCommit();
        }
    }

    private static void put(ObjectNode payload, String name, @Nullable String value) {
        if (value != null) {
            payload.put(name, value);
        }
    }
}
