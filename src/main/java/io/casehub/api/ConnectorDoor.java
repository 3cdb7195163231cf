package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.ConnectorState;
import io.casehub.connector.Connectors;
import io.casehub.connector.Previews;
import io.casehub.ingest.Readings.Reading;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operations on connectors, as {@code routes/api/connectors.camel.yaml} calls them. */
@Component
class ConnectorDoor {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CURSOR = 2000;
    private static final int USUAL_COUNT = 3;
    private static final int LARGEST_COUNT = 50;

    private final Connectors connectors;
    private final Previews previews;

    ConnectorDoor(Connectors connectors, Previews previews) {
        this.connectors = connectors;
        this.previews = previews;
    }

    /** All of them, in the order of their names. */
    public Answer list(HttpServletRequest request) {
        Query.of(request);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        connectors.states().forEach(state -> items.add(shape(state)));
        return Answer.json(200, json);
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

    /** What a page of its source would bring, by the files as they lie there now. */
    public Answer preview(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "route", "count", "cursor");
        return Answer.json(200, previews.preview(name(request), body.required("route", LONGEST_NAME),
                body.number("count", USUAL_COUNT, LARGEST_COUNT), body.text("cursor", LONGEST_CURSOR).orElse(null))
                .json());
    }

    private Answer state(HttpServletRequest request) {
        return Answer.json(200, shape(connectors.state(name(request))));
    }

    private static String name(HttpServletRequest request) {
        return Query.variable(request, "name");
    }

    private static ObjectNode shape(ConnectorState state) {
        var json = JsonNodeFactory.instance.objectNode().put("name", state.name())
                .put("title", state.title())
                .put("state", state.state());
        put(json, "reason", state.reason());
        json.put("source", state.source());
        if (state.lag() != null) {
            json.put("lag", state.lag());
        }
        json.put("parked", state.parked());
        var routes = json.putArray("routes");
        state.routes().forEach(reading -> routes.add(shape(reading)));
        return json;
    }

    private static ObjectNode shape(Reading reading) {
        var json = JsonNodeFactory.instance.objectNode().put("route", reading.route());
        put(json, "cursor", reading.cursor());
        json.put("received", reading.books().received())
                .put("applied", reading.books().applied())
                .put("unchanged", reading.books().unchanged())
                .put("superseded", reading.books().superseded())
                .put("parked", reading.books().parked());
        put(json, "movedAt", reading.movedAt());
        put(json, "reachedAt", reading.reachedAt());
        put(json, "failingSince", reading.failingSince());
        json.put("failures", reading.failures());
        put(json, "lastError", reading.lastError());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
