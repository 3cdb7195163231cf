package io.casehub.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.HubCase;
import io.casehub.intake.AcknowledgementDue;
import io.casehub.intake.Correspondence;
import io.casehub.intake.Envelope;
import io.casehub.intake.Letter;
import io.casehub.intake.Replies;
import java.util.Objects;
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
    private final Replies replies;
    private final Carrier carrier;
    private final Worker worker;

    Letters(Outbox outbox, Correspondence correspondence, Replies replies, Carrier carrier, Worker worker) {
        this.outbox = outbox;
        this.correspondence = correspondence;
        this.replies = replies;
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
        changes.cases().stream().filter(changed -> changed.comment() != null).forEach(this::tell);
    }

    /** What he wrote himself the customer need not be told, nor what is internal. */
    private void tell(CaseChanged commented) {
        var comment = Objects.requireNonNull(commented.comment());
        var letter = replies.letter(commented.now(), comment);
        if (letter.isPresent()) {
            send(commented, letter.get());
        } else if (!comment.isInternal() && !commented.actor().startsWith("customer:")) {
            answer(commented);
        }
    }

    private void send(CaseChanged commented, Letter letter) {
        var payload = JsonNodeFactory.instance.objectNode()
                .put("value", Objects.requireNonNull(commented.comment()).text());
        letter.attachments().forEach(file -> payload.withArray("attachments").addObject()
                .put("document", file.document().toString()).put("name", file.name())
                .put("contentType", file.contentType()));
        write(commented.now(), letter.envelope(), CommandKind.CASE_COMMENT, payload, commented.actor());
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
            outbox.add(Topic.of(hub.id()), envelope.mail(), kind, payload, actor,
                    carrier.expected(envelope.mail().system(), kind));
            worker.wakeAfterCommit();
        }
    }

    private static void put(ObjectNode payload, String name, @Nullable String value) {
        if (value != null) {
            payload.put(name, value);
        }
    }
}
