package io.casehub.api;

import io.casehub.connector.ConnectorState;
import io.casehub.connector.Connectors;
import io.casehub.connector.Previews;
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
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.ofAll(connectors.states(), query, ConnectorState::name, ConnectorShape::of);
    }

    /** One of them. */
    public Answer read(HttpServletRequest request) {
        Query.of(request);
        return state(request);
    }

    @Once(apart = true)
    public Answer pause(HttpServletRequest request) {
        connectors.pause(name(request), Caller.of(request).actor());
        return state(request);
    }

    @Once(apart = true)
    public Answer resume(HttpServletRequest request) {
        connectors.resume(name(request));
        return state(request);
    }

    @Once(apart = true)
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
        return Answer.json(200, ConnectorShape.of(connectors.state(name(request))));
    }

    private static String name(HttpServletRequest request) {
        return Query.variable(request, "name");
    }
}
