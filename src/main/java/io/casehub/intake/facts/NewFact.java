package io.casehub.intake.facts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.ConsentStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something told of a customer. Told again in the same words, it is the same. */
public sealed interface NewFact {

    Entity entity();

    /** What of it tells one from others of the same customer; of each there is one record. */
    List<String> identity();

    /** As it is kept. */
    ObjectNode tree();

    /**
     * A score. A later one of the same name by the same author takes its place; an earlier one goes
     * into its history.
     *
     * @param name in lower case
     */
    record Score(String name, BigDecimal value, String by, @Nullable String model, Instant computedAt)
            implements NewFact {

        @Override
        public Entity entity() {
            return Entity.SCORE;
        }

        @Override
        public List<String> identity() {
            return List.of(name, by);
        }

        @Override
        public ObjectNode tree() {
            var json = object("name", name).put("value", value).put("by", by);
            put(json, "model", model);
            return json.put("computedAt", computedAt.toString());
        }
    }

    /**
     * That a customer agrees or does not any more. The later word on a purpose and a channel counts.
     *
     * @param channel {@code null}: all
     */
    record Consent(String purpose, @Nullable String channel, ConsentStatus status, Instant at,
            @Nullable String proof) implements NewFact {

        @Override
        public Entity entity() {
            return Entity.CONSENT;
        }

        @Override
        public List<String> identity() {
            return channel == null ? List.of(purpose) : List.of(purpose, channel);
        }

        @Override
        public ObjectNode tree() {
            var json = object("purpose", purpose);
            put(json, "channel", channel);
            json.put("status", status.word()).put("at", at.toString());
            put(json, "proof", proof);
            return json;
        }
    }

    /**
     * What to do next.
     *
     * @param externalId the author's own id of it, to tell it anew; without one, other words are
     * another suggestion
     */
    record Suggestion(@Nullable String externalId, String title, @Nullable String action, @Nullable String reason,
            List<SourceRef> evidence, @Nullable BigDecimal confidence, String by, @Nullable String model,
            Instant computedAt, @Nullable Instant expiresAt) implements NewFact {

        public Suggestion {
            evidence = List.copyOf(evidence);
            if (expiresAt != null && !expiresAt.isAfter(computedAt)) {
                throw new IllegalArgumentException("expiresAt is after computedAt");
            }
        }

        @Override
        public Entity entity() {
            return Entity.SUGGESTION;
        }

        @Override
        public List<String> identity() {
            return externalId == null
                    ? List.of(by, title, String.valueOf(action), String.valueOf(reason))
                    : List.of(by, externalId);
        }

        @Override
        public ObjectNode tree() {
            var json = object("title", title);
            put(json, "externalId", externalId);
            put(json, "action", action);
            put(json, "reason", reason);
            evidence.forEach(record -> json.withArray("evidence").addObject().put("system", record.system())
                    .put("entity", record.entity().word()).put("key", record.key()));
            if (confidence != null) {
                json.put("confidence", confidence);
            }
            put(json.put("by", by), "model", model);
            json.put("computedAt", computedAt.toString());
            put(json, "expiresAt", expiresAt == null ? null : expiresAt.toString());
            return json;
        }
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
