package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.Connectors;
import io.casehub.ingest.drift.Drift;
import io.casehub.ingest.drift.DriftKind;
import io.casehub.ingest.drift.DriftState;
import io.casehub.ingest.drift.Finding;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The operations on what a system sends differently than it used to, as
 * {@code routes/api/connector-drift.camel.yaml} calls them.
 */
@Component
class DriftDoor {

    private static final String STATE = "state";

    private final Drift drift;
    private final Connectors connectors;

    DriftDoor(Drift drift, Connectors connectors) {
        this.drift = drift;
        this.connectors = connectors;
    }

    /** The findings on a connector's records, oldest first; the open ones unless asked otherwise. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, STATE, Query.BEHIND, Query.LIMIT);
        var name = connectors.state(Query.variable(request, "name")).name();
        var states = query.words(STATE, DriftState.class);
        var found = (states.isEmpty() ? List.of(DriftState.OPEN) : states).stream().distinct()
                .flatMap(state -> drift.of(name, state).stream()).toList();
        return Listing.ofAll(found, query, finding -> Listing.place(finding.firstSeen(), finding.id()),
                DriftDoor::shape);
    }

    @Once
    public Answer acknowledge(HttpServletRequest request) {
        var id = Ids.uuid("the id of a finding", Query.id(request));
        var finding = drift.acknowledge(Query.variable(request, "name"), id, Caller.of(request).actor());
        return Answer.json(200, shape(finding));
    }

    private static ObjectNode shape(Finding finding) {
        var json = JsonNodeFactory.instance.objectNode().put("id", finding.id().toString())
                .put("route", finding.traffic().route())
                .put("mapping", finding.traffic().mapping())
                .put("kind", finding.kind().word())
                .put("path", finding.path());
        if (finding.kind() == DriftKind.UNKNOWN_CODE) {
            json.put("word", finding.word()).put("records", finding.records());
        } else {
            json.put("before", rounded(finding.before())).put("now", rounded(finding.now()));
        }
        if (finding.kind() == DriftKind.RETYPED_FIELD) {
            json.put("type", finding.type()).put("usual", finding.usual());
        }
        json.put("state", finding.state().word())
                .put("firstSeen", finding.firstSeen().toString())
                .put("lastSeen", finding.lastSeen().toString());
        if (finding.acknowledgedBy() != null) {
            json.put("acknowledgedBy", finding.acknowledgedBy());
        }
        return json;
    }

    private static double rounded(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
