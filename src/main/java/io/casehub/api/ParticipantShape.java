package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.participants.CaseParticipant;
import io.casehub.cases.participants.Who;
import io.casehub.model.Verification;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Those who take part in a case as the contract writes them. */
final class ParticipantShape {

    private ParticipantShape() {}

    /** Puts them into a case, with the one who was verified last. */
    static void add(ObjectNode hub, List<CaseParticipant> people) {
        var list = hub.putArray("participants");
        people.forEach(one -> list.add(of(one)));
        people.stream().filter(one -> one.verified() != null)
                .max(Comparator.comparing(one -> mark(one).at()))
                .ifPresent(one -> hub.set("verified", put(JsonNodeFactory.instance.objectNode()
                        .put("participant", one.id().toString()), mark(one))));
    }

    static ObjectNode of(CaseParticipant participant) {
        var is = participant.is();
        var json = JsonNodeFactory.instance.objectNode().put("id", participant.id().toString())
                .put("role", is.role().word());
        who(json, is.who(), is.name() == null ? "" : is.name());
        json.put("sees", is.sees().word());
        if (is.until() != null) {
            json.put("until", is.until().toString());
        }
        json.put("addedAt", participant.addedAt().toString()).put("addedBy", participant.addedBy());
        return participant.verified() == null ? json : put(json, mark(participant));
    }

    private static void who(ObjectNode json, Who who, String name) {
        if (!name.isEmpty()) {
            json.put("name", name);
        }
        json.put(who.kind(), who.value());
    }

    private static Verification mark(CaseParticipant participant) {
        return Objects.requireNonNull(participant.verified());
    }

    private static ObjectNode put(ObjectNode json, Verification mark) {
        return json.put("verifiedAt", mark.at().toString()).put("verifiedBy", mark.by())
                .put("verifiedHow", mark.how());
    }
}
