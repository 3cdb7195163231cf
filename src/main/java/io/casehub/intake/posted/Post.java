package io.casehub.intake.posted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CaseId;
import io.casehub.model.Channel;
import io.casehub.model.CustomerId;
import io.casehub.model.Direction;
import io.casehub.model.Transcript;
import io.casehub.model.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interaction somebody tells of.
 *
 * @param externalId the caller's own id of it: told again, it is the same, or a new version of it
 * @param recording where it is kept
 * @param customer whose it is, where the caller knows
 * @param hubCase the case it is part of, where the caller knows
 * @param conversation groups what belongs together, such as the legs of a transferred call
 * @param inReplyTo the id of an interaction, the caller's own external id of one, or a Message-ID
 * @param openCase whether it opens a case where it is part of none; {@code null}: where a person
 * began it and the hub can tell whose it is
 */
public record Post(String externalId, Channel channel, Direction direction, Instant startedAt,
        @Nullable Instant endedAt, @Nullable Person from, List<Person> to, List<Person> cc, @Nullable String subject,
        @Nullable String text, @Nullable String recording, @Nullable Transcript transcript,
        @Nullable CustomerId customer, @Nullable CaseId hubCase, @Nullable String conversation,
        @Nullable String inReplyTo, @Nullable Verification verified, @Nullable Boolean openCase) {

    public Post {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        if (endedAt != null && endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("endedAt is not before startedAt");
        }
        if (verified != null && (channel == Channel.NOTE || counterpart(direction, from, to).isEmpty())) {
            throw new IllegalArgumentException(
                    "verified is about the person the interaction was with: name him, inbound in from, outbound in to");
        }
    }

    /** Who of the outside it was with; a note is with nobody. */
    Optional<Person> counterpart() {
        return channel == Channel.NOTE ? Optional.empty() : counterpart(direction, from, to);
    }

    /** As it is kept, before anything the hub adds. */
    ObjectNode tree() {
        var json = JsonNodeFactory.instance.objectNode();
        put(json, "externalId", externalId);
        put(json, "channel", channel.word());
        put(json, "direction", direction.word());
        put(json, "startedAt", startedAt);
        put(json, "endedAt", endedAt);
        if (from != null) {
            json.set("from", from.tree());
        }
        to.forEach(person -> json.withArray("to").add(person.tree()));
        cc.forEach(person -> json.withArray("cc").add(person.tree()));
        put(json, "subject", subject);
        put(json, "text", text);
        if (recording != null) {
            json.putObject("recording").put("url", recording);
        }
        if (transcript != null) {
            var words = json.putObject("transcript");
            put(words, "url", transcript.url());
            put(words, "text", transcript.text());
        }
        put(json, "customer", customer);
        put(json, "case", hubCase);
        put(json, "conversation", conversation);
        put(json, "inReplyTo", inReplyTo);
        if (verified != null) {
            json.set("verified", tree(verified));
        }
        return openCase == null ? json : json.put("openCase", openCase);
    }

    static ObjectNode tree(Verification mark) {
        return JsonNodeFactory.instance.objectNode().put("at", mark.at().toString()).put("by", mark.by())
                .put("how", mark.how());
    }

    private static Optional<Person> counterpart(Direction direction, @Nullable Person from, List<Person> to) {
        return direction == Direction.INBOUND ? Optional.ofNullable(from) : to.stream().findFirst();
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
