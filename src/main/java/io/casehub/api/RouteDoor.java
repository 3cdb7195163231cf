package io.casehub.api;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.connector.ConnectorRoutes;
import io.casehub.connector.Connectors;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operations on single routes of a connector, as {@code routes/api/connector-routes.camel.yaml}
 * calls them. Who moved a cursor or let records go is in the audit trail of the route.
 */
@Component
class RouteDoor {

    private static final int LONGEST_PLACE = 400;

    private final ConnectorRoutes routes;
    private final Connectors connectors;
    private final AuditTrail audit;
    private final Clock clock;

    RouteDoor(ConnectorRoutes routes, Connectors connectors, AuditTrail audit, Clock clock) {
        this.routes = routes;
        this.connectors = connectors;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sets the cursor back or forward; {@code null} for both of its parts is the start. */
    public Answer setCursor(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "at", "key");
        if (!body.has("at") && !body.has("key")) {
            throw new BadRequest("give at or key, or one of them as null for the start");
        }
        routes.setCursor(name(request), route(request), body.text("at", LONGEST_PLACE),
                body.text("key", LONGEST_PLACE),
                move -> note(request, "cursor.set", "cursor", move.before(), move.after()));
        return state(request);
    }

    /** Reads a stretch of time or a single record once more, and says what came of it. */
    @Once(apart = true)
    public Answer pull(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "from", "to", "key");
        var key = body.text("key", LONGEST_PLACE);
        if (key.isPresent() == body.has("from") || key.isPresent() && body.has("to")) {
            throw new BadRequest("give either a key, or from and if need be to");
        }
        var pulled = key.map(one -> routes.pull(name(request), route(request), one))
                .orElseGet(() -> routes.pull(name(request), route(request),
                        instant("from", body.required("from", LONGEST_PLACE)),
                        body.text("to", LONGEST_PLACE).map(text -> instant("to", text))));
        return Answer.json(200, ConnectorShape.of(pulled));
    }

    /** What a held sweep missed is marked gone. */
    @Once(apart = true)
    public Answer confirmSweep(HttpServletRequest request) {
        return decided(request, "sweep.confirmed", routes::confirmSweep);
    }

    /** What a held sweep missed stays. */
    @Once(apart = true)
    public Answer dismissSweep(HttpServletRequest request) {
        return decided(request, "sweep.dismissed", routes::dismissSweep);
    }

    private Answer decided(HttpServletRequest request, String action, BiConsumer<String, String> decision) {
        decision.accept(name(request), route(request));
        note(request, action, null, null, null);
        return state(request);
    }

    private void note(HttpServletRequest request, String action, @Nullable String field, @Nullable String before,
            @Nullable String after) {
        audit.append(new AuditEntry(new Subject("route", route(request)), clock.instant(), Caller.of(request).actor(),
                action, field, before, after, "api"));
    }

    private Answer state(HttpServletRequest request) {
        return Answer.json(200, ConnectorShape.of(connectors.state(name(request))));
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadRequest(field + " is a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static String name(HttpServletRequest request) {
        return Query.variable(request, "name");
    }

    private static String route(HttpServletRequest request) {
        return Query.variable(request, "route");
    }
}
