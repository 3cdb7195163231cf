package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.Visibility;
import io.casehub.cases.participants.CaseParticipant;
import io.casehub.cases.participants.Participants;
import io.casehub.intake.posted.Interactions;
import io.casehub.intake.posted.Told;
import io.casehub.mapping.ExactJson;
import io.casehub.model.Channel;
import io.casehub.model.CustomerId;
import io.casehub.security.Mask;
import io.casehub.view.Summaries;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A case in one piece, as much of it as its readers may have. */
@Component
class Packets {

    private static final int LONGEST_HISTORY = 10_000;
    private static final Set<String> FOR_GUESTS = Set.of("case.opened", "status.changed");

    private final CaseDoor door;
    private final GuestCases guests;
    private final Cases cases;
    private final CaseRelations relations;
    private final Participants participants;
    private final CaseDocuments documents;
    private final Interactions interactions;
    private final AuditTrail audit;
    private final Views views;
    private final Summaries summaries;

    Packets(CaseDoor door, GuestCases guests, Cases cases, CaseRelations relations, Participants participants,
            CaseDocuments documents, Interactions interactions, AuditTrail audit, Views views, Summaries summaries) {
        this.door = door;
        this.guests = guests;
        this.cases = cases;
        this.relations = relations;
        this.participants = participants;
        this.documents = documents;
        this.interactions = interactions;
        this.audit = audit;
        this.views = views;
        this.summaries = summaries;
    }

    /** Writes into a packet all that its audience may have of a case. */
    void fill(ObjectNode packet, HubCase hub, Audience audience) {
        if (audience == Audience.INTERNAL) {
            whole(packet, hub);
        } else {
            redacted(packet, hub, audience);
        }
        audience.leftOut().forEach(packet.putArray("leftOut")::add);
    }

    private void whole(ObjectNode packet, HubCase hub) {
        packet.set("case", door.shape(hub));
        if (hub.customer() != null) {
            packet.set("customer", ExactJson.parse(new String(views.read(hub.customer()).json(),
                    StandardCharsets.UTF_8)).path("customer"));
        }
        packet.set("interactions", list(interactions.of(hub.id()).stream()
                .map(told -> InteractionShape.whole(told, hub.number()))));
        packet.set("documents", list(documents.of(hub.id(), any -> true).stream()
                .map(document -> DocumentShape.of(hub, document, false))));
        packet.set("relations", list(relations.of(hub.id()).stream()
                .flatMap(relation -> cases.find(relation.other()).stream()
                        .map(other -> LinkShape.relation(relation, other)))));
        packet.set("history", list(history(hub).stream().map(CaseShape::entry)));
    }

    private void redacted(ObjectNode packet, HubCase hub, Audience audience) {
        packet.set("case", guests.shape(hub));
        if (hub.customer() != null) {
            packet.set("customer", profile(hub.customer(), audience));
        }
        packet.set("participants", list(participants.of(hub.id()).stream().map(Packets::participant)));
        packet.set("interactions", list(interactions.of(hub.id()).stream()
                .filter(told -> told.said().channel() != Channel.NOTE)
                .map(told -> interaction(told, audience))));
        packet.set("documents", list(documents.of(hub.id(), Visibility.CUSTOMER::equals).stream()
                .map(document -> DocumentShape.of(hub, document, true))));
        packet.set("history", list(history(hub).stream()
                .filter(recorded -> FOR_GUESTS.contains(recorded.entry().action())).map(Packets::step)));
    }

    private List<RecordedEntry> history(HubCase hub) {
        return audit.of(new Subject("case", hub.id().toString()), 0, LONGEST_HISTORY);
    }

    private JsonNode profile(CustomerId customer, Audience audience) {
        var profile = summaries.of(List.of(customer)).getFirst();
        profile.remove(List.of("openCases", "href"));
        profile.path("contacts").forEach(contact -> masked((ObjectNode) contact, audience));
        profile.path("addresses").forEach(address -> {
            ((ObjectNode) address).retain("street", "postcode", "city", "country");
            if (audience == Audience.PARTNER) {
                ((ObjectNode) address).retain("city", "country");
            }
        });
        return profile;
    }

    private static void masked(ObjectNode contact, Audience audience) {
        contact.retain("type", "value");
        if (audience == Audience.PARTNER) {
            var value = contact.path("value").asText();
            contact.put("value", contact.path("type").asText().equals("email") ? Mask.email(value) : Mask.phone(value));
        }
    }

    /** Those who work here take part without a name. */
    private static ObjectNode participant(CaseParticipant participant) {
        var is = participant.is();
        var json = object().put("role", is.role().word());
        switch (is.role()) {
            case CUSTOMER, CONTACT -> put(json, "name", is.name());
            case PARTNER -> json.put("name", is.who().value());
            case AGENT, EXPERT, SYSTEM -> {
                // who it is, is not told
            }
        }
        return json;
    }

    private static ObjectNode interaction(Told told, Audience audience) {
        var said = told.said();
        var json = object().put("channel", said.channel().word()).put("direction", said.direction().word())
                .put("at", said.at().toString());
        if (audience == Audience.CUSTOMER) {
            put(json, "subject", said.subject());
            put(json, "text", said.text());
        }
        return json;
    }

    private static ObjectNode step(RecordedEntry recorded) {
        var entry = recorded.entry();
        var json = object().put("at", entry.at().toString()).put("action", entry.action())
                .put("by", GuestCases.side(entry.actor()));
        put(json, "before", entry.before());
        put(json, "after", entry.after());
        return json;
    }

    private static ArrayNode list(Stream<? extends JsonNode> items) {
        var list = JsonNodeFactory.instance.arrayNode();
        items.forEach(list::add);
        return list;
    }
}
