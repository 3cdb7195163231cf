package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.RequestKey;
import io.casehub.intake.Replies;
import io.casehub.intake.Reply;
import io.casehub.intake.ReplyImpossible;
import io.casehub.model.CaseId;
import io.casehub.model.Email;
import io.casehub.outbound.Carrier;
import io.casehub.outbound.CommandKind;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers by mail, as {@code routes/api/case-replies.camel.yaml} calls for them. */
@Component
class ReplyDoor {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SUBJECT = 500;
    private static final int MOST = 50;

    private final CaseFinder finder;
    private final Replies replies;
    private final Carrier carrier;

    ReplyDoor(CaseFinder finder, Replies replies, Carrier carrier) {
        this.finder = finder;
        this.replies = replies;
        this.carrier = carrier;
    }

    /** Writes a mail on a case; it is sent behind this. */
    public Answer write(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "text", "to", "cc", "subject", "documents", "internal", "quote");
        var reply = BadRequest.unless(() -> new Reply(body.required("text", LONGEST_TEXT), emails(body, "to"),
                emails(body, "cc"), body.text("subject", LONGEST_SUBJECT).orElse(null),
                body.texts("documents", MOST).stream().map(id -> Ids.uuid("a document", id)).toList(),
                body.flag("internal", false), body.choice("quote").orElse(null)));
        var hub = finder.find(request);
        refuseWhatNobodyCarries(hub.id());
        var actor = Caller.of(request).actor();
        var key = Optional.ofNullable(request.getHeader("Idempotency-Key")).map(text -> BadRequest
                .unless(() -> new RequestKey(actor, text, "reply on " + hub.id() + " " + reply)));
        var written = replies.write(hub.id(), reply, actor, key);
        var json = JsonNodeFactory.instance.objectNode();
        json.set("comment", CaseShape.comment(written.comment()));
        written.to().forEach(json.putArray("to")::add);
        written.unreachable().forEach(json.withArray("unreachable")::add);
        return Answer.json(201, json.put("deliveries", CaseShape.href(hub) + "/deliveries"));
    }

    private void refuseWhatNobodyCarries(CaseId id) {
        replies.system(id).filter(system -> !carrier.carries(system, CommandKind.CASE_COMMENT)).ifPresent(system -> {
            throw new ReplyImpossible("the connector " + system + " sends no mails: it has no command case-comment");
        });
    }

    private static List<Email> emails(Body body, String field) {
        return body.texts(field, MOST).stream().map(address -> BadRequest.unless(() -> new Email(address))).toList();
    }
}
