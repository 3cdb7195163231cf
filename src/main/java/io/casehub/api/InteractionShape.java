package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.posted.Taken;
import io.casehub.intake.posted.Told;
import io.casehub.mapping.ExactJson;
import io.casehub.model.InteractionId;
import io.casehub.model.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as the contract writes them: the canonical fields, and where the hub has put them.
 */
final class InteractionShape {

    private static final List<String> THE_HUBS_OWN = List.of("customer", "belongsTo", "opensCase");

    private InteractionShape() {}

    /** @param number of its case */
    static ObjectNode taken(Taken taken, @Nullable String number) {
        var json = JsonNodeFactory.instance.objectNode().put("id", InteractionId.of(taken.source()));
        var told = taken.told();
        if (told == null) {
            return json.put("why", "it is kept, and waits for an engineer: its mapping did not take it");
        }
        place(json, told, number);
        if (told.link() == null) {
            json.put("why", told.customer() == null
                    ? "nobody knows whose it is, and nothing says to which case it belongs"
                    : "it stays with its customer: nothing says to which case it belongs");
        }
        return json;
    }

    static ObjectNode whole(Told told, @Nullable String number) {
        var json = JsonNodeFactory.instance.objectNode().put("id", InteractionId.of(told.said().source()));
        Shape.origin(json, told.stored());
        place(json, told, number);
        var canonical = (ObjectNode) ExactJson.parse(told.stored().canonical());
        canonical.remove(THE_HUBS_OWN);
        json.setAll(canonical);
        return json;
    }

    static String href(SourceRef interaction) {
        return "/api/v1/interactions/" + InteractionId.of(interaction);
    }

    private static void place(ObjectNode json, Told told, @Nullable String number) {
        if (told.customer() != null) {
            json.put("customer", told.customer().toString());
        }
        if (told.link() != null) {
            json.putObject("case").put("id", told.link().caseId().toString()).put("number", number);
            json.put("why", told.link().evidence());
        }
    }
}
