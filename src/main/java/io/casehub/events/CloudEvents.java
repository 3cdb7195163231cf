package io.casehub.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Events as they leave the hub: CloudEvents 1.0 in JSON, each as {@code asyncapi.yaml} describes
 * its type. The id is the event's number, so who is told twice knows it.
 */
@Component
public class CloudEvents {

    /** The media type of one. */
    public static final String TYPE = "application/cloudevents+json";

    private static final String PREFIX = "io.casehub.";
    private static final List<String> HIDDEN_FROM_PARTNERS = List.of("customer", "queue", "leftQueue", "team",
            "priority",
            "caseType", "changed", "version");

    private final String source;

    CloudEvents(EventSettings settings) {
        this.source = settings.source();
    }

    /** What its order is kept under: its customer, or its case while nobody knows whose that is. */
    public static String key(Event event) {
        return String.valueOf(event.customer() != null ? event.customer() : event.hubCase());
    }

    /** The event as JSON in UTF-8, as far as whoever is told may see it. */
    public byte[] of(Event event, Sight sight) {
        var json = envelope(String.valueOf(event.number()), event.type()).put("time", event.at().toString())
                .put("subject", subject(event))
                // https://github.com/cloudevents/spec: the extensions "sequence" and "partitioning"
                .put("sequence", "%019d".formatted(event.number()));
        if (sight != Sight.PARTNER) {
            json.put("partitionkey", key(event));
        }
        json.set("data", data(event, sight));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An event that tells of nothing that happened: to try a way. */
    public byte[] trial(String id, ObjectNode data) {
        return envelope(id, "subscription.trial").<ObjectNode>set("data", data).toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode envelope(String id, String type) {
        return ExactJson.mapper().createObjectNode().put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", PREFIX + type)
                .put("datacontenttype", "application/json");
    }

    private static ObjectNode data(Event event, Sight sight) {
        var data = (ObjectNode) ExactJson.parse(event.data());
        data.remove("type");
        if (event.facts() != null) {
            data.setAll((ObjectNode) ExactJson.parse(event.facts()));
        }
        if (sight != Sight.NAMES) {
            data.remove("mentioned");
        }
        if (sight == Sight.PARTNER) {
            data.remove(HIDDEN_FROM_PARTNERS);
        }
        return data.put("href", "/api/v1/" + subject(event));
    }

    private static String subject(Event event) {
        return event.hubCase() != null
                ? "cases/" + event.hubCase()
                : "customers/" + Objects.requireNonNull(event.customer(), "an event is about a customer or a case");
    }
}
