package io.casehub.api;

import io.casehub.intake.facts.NewFact;
import io.casehub.model.CodeWord;
import io.casehub.model.ConsentStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.security.Caller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads scores, consents and suggestions as the contract has them. */
@Component
class FactBody {

    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_KEY = 400;
    private static final int MOST_EVIDENCE = 50;

    private final Clock clock;

    FactBody(Clock clock) {
        this.clock = clock;
    }

    NewFact score(Caller caller, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "name", "value", "by", "model", "computedAt");
        return new NewFact.Score(body.required("name", LONGEST_WORD).toLowerCase(Locale.ROOT),
                body.decimal("value").orElseThrow(() -> new BadRequest("the field value is missing")),
                by(body, caller), body.text("model", LONGEST_WORD).orElse(null), at(body, "computedAt"));
    }

    NewFact consent(Caller caller, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "purpose", "channel", "status", "at", "proof");
        return new NewFact.Consent(body.required("purpose", LONGEST_WORD).toLowerCase(Locale.ROOT),
                body.text("channel", LONGEST_WORD).map(channel -> channel.toLowerCase(Locale.ROOT)).orElse(null),
                body.word("status", ConsentStatus.class, Set.of(ConsentStatus.UNKNOWN))
                        .orElseThrow(() -> new BadRequest("the field status is missing")),
                at(body, "at"), body.text("proof", LONGEST_TEXT).orElse(null));
    }

    NewFact suggestion(Caller caller, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "externalId", "title", "action", "reason", "evidence", "confidence", "by", "model",
                "computedAt", "expiresAt");
        return BadRequest.unless(() -> new NewFact.Suggestion(body.text("externalId", LONGEST_ID).orElse(null),
                body.required("title", LONGEST_TITLE), body.text("action", LONGEST_WORD).orElse(null),
                body.text("reason", LONGEST_TEXT).orElse(null), evidence(body), confidence(body).orElse(null),
                by(body, caller), body.text("model", LONGEST_WORD).orElse(null), at(body, "computedAt"),
                body.instant("expiresAt").orElse(null)));
    }

    private static List<SourceRef> evidence(Body body) {
        return body.objects("evidence", MOST_EVIDENCE, "system", "entity", "key").stream()
                .map(ref -> BadRequest.unless(() -> new SourceRef(ref.required("system", LONGEST_WORD),
                        CodeWord.of(Entity.class, ref.required("entity", LONGEST_WORD)),
                        ref.required("key", LONGEST_KEY))))
                .toList();
    }

    private static Optional<BigDecimal> confidence(Body body) {
        return body.decimal("confidence").map(value -> {
            if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
                throw new BadRequest("confidence is from 0 to 1");
            }
            return value;
        });
    }

    private static String by(Body body, Caller caller) {
        return body.text("by", LONGEST_WORD).orElseGet(caller::actor);
    }

    private Instant at(Body body, String field) {
        return body.past(field, clock).orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
