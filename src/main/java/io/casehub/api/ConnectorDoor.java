package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.connector.Connectors;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The operations on connectors, as {@code routes/api/connectors.camel.yaml} calls them. */
@Component
class ConnectorDoor {

    private final Connectors connectors;

    ConnectorDoor(Connectors connectors) {
        this.connectors = connectors;
    }

    /** All of them, in the order of their names. */
    public Answer list(HttpServletRequest request) {
        Query.of(request);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        connectors.states().forEach(state -> items.add(ConnectorShape.of(state)));
        return Answer.json(200, json);
    }

    /** One of them. */
    public Answer read(HttpServletRequest request) {
        Query.of(request);
        return state(request);
    }

    public Answer pause(HttpServletRequest request) {
        connectors.pause(name(request), Caller.of(request).actor());
        return state(request);
    }

    public Answer resume(HttpServletRequest request) {
        connectors.resume(name(request));
        return state(request);
    }

    public Answer resync(HttpServletRequest request) {
        connectors.resync(name(request));
        return state(request);
    }

    private Answer state(HttpServletRequest request) {
        return Answer.json(200, ConnectorShape.of(connectors.state(name(request))));
    }

    private static String name(HttpServletRequest request) {
        return Query.variable(request, "name");
    }
}
