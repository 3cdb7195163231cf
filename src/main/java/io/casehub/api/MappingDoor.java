package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.Connectors;
import io.casehub.ingest.HistoryDiff;
import io.casehub.ingest.MappingName;
import io.casehub.ingest.Remap;
import io.casehub.ingest.Remapping;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * The operations on a connector's mappings and the records they made, as
 * {@code routes/api/connector-mappings.camel.yaml} calls them.
 */
@Component
class MappingDoor {

    private static final int USUAL_LAST = 1000;
    private static final int LARGEST_LAST = 10_000;

    private final Connectors connectors;
    private final HistoryDiff diff;
    private final Remapping remapping;

    MappingDoor(Connectors connectors, HistoryDiff diff, Remapping remapping) {
        this.connectors = connectors;
        this.diff = diff;
        this.remapping = remapping;
    }

    /** Which stored records would become others. */
    public Answer diff(HttpServletRequest request) {
        int last = Query.of(request, "last").number("last", USUAL_LAST, LARGEST_LAST);
        return Answer.json(200, diff.of(mapping(request), last).json());
    }

    /** Asks for a re-map; answers the one under way where there is one. */
    @Once(apart = true)
    public Answer remap(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(202, shape(remapping.ask(mapping(request), Caller.of(request).actor())));
    }

    /** How far the re-map is that is under way, or how the last one ended. */
    public Answer remapping(HttpServletRequest request) {
        Query.of(request);
        var name = mapping(request);
        return Answer.json(200, remapping.newest(name).map(MappingDoor::shape)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("mapping", name.toString())
                        .put("state", "never-asked")));
    }

    private MappingName mapping(HttpServletRequest request) {
        var connector = Query.variable(request, "name");
        connectors.state(connector);
        return MappingName.of(connector + "/" + Query.variable(request, "entity"));
    }

    private static ObjectNode shape(Remap remap) {
        var json = JsonNodeFactory.instance.objectNode().put("mapping", remap.mapping().toString())
                .put("state", remap.state())
                .put("askedBy", remap.askedBy())
                .put("askedAt", remap.askedAt().toString())
                .put("records", remap.records())
                .put("looked", remap.looked())
                .put("changed", remap.changed())
                .put("unchanged", remap.unchanged())
                .put("vanished", remap.vanished())
                .put("parked", remap.parked());
        if (remap.problem() != null) {
            json.put("problem", remap.problem());
        }
        return remap.finishedAt() == null ? json : json.put("finishedAt", remap.finishedAt().toString());
    }
}
