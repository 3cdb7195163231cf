package io.casehub.api;

import static io.casehub.api.Shape.put;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.ConnectorState;
import io.casehub.connector.pull.Repulled;
import io.casehub.connector.pull.Underway;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.SweepState;

/** Connectors and their routes as the contract has them. */
final class ConnectorShape {

    private ConnectorShape() {}

    static ObjectNode of(ConnectorState state) {
        var bearing = state.bearing();
        var json = JsonNodeFactory.instance.objectNode().put("name", state.name())
                .put("title", state.title())
                .put("state", state.state());
        put(json, "reason", state.reason());
        json.put("source", state.source());
        if (state.lag() != null) {
            json.put("lag", state.lag());
        }
        put(json, "lastSuccess", state.lastSuccess().orElse(null));
        put(json, "node", bearing.node());
        json.put("rate", rounded(bearing.rate())).put("parked", state.parked())
                .put("drift", state.drift());
        json.set("books", books(JsonNodeFactory.instance.objectNode(), state.books()));
        var routes = json.putArray("routes");
        state.routes().forEach(reading -> {
            var route = of(reading);
            var underway = bearing.underway().get(reading.route());
            if (underway != null) {
                route.set("progress", of(underway));
            }
            var sweep = bearing.sweeps().get(reading.route());
            if (sweep != null) {
                route.set("sweep", of(sweep));
            }
            routes.add(route);
        });
        return json;
    }

    static ObjectNode of(Repulled pulled) {
        var json = JsonNodeFactory.instance.objectNode().put("pages", pulled.pages())
                .put("complete", pulled.isComplete());
        put(json, "readTo", pulled.readTo());
        put(json, "problem", pulled.problem());
        return books(json, pulled.books());
    }

    private static ObjectNode of(Reading reading) {
        var json = JsonNodeFactory.instance.objectNode().put("route", reading.route());
        put(json, "cursor", reading.cursor());
        books(json, reading.books());
        put(json, "movedAt", reading.movedAt());
        put(json, "reachedAt", reading.reachedAt());
        put(json, "failingSince", reading.failingSince());
        json.put("failures", reading.failures());
        put(json, "lastError", reading.lastError());
        return json;
    }

    private static ObjectNode of(Underway underway) {
        var json = JsonNodeFactory.instance.objectNode().put("since", underway.beganAt().toString())
                .put("movedAt", underway.movedAt().toString())
                .put("read", underway.records());
        if (underway.total() != null) {
            json.put("of", underway.total());
        }
        json.put("pages", underway.pages()).put("pagesPerSecond", rounded(underway.pagesPerSecond()));
        underway.left().ifPresent(left -> json.put("secondsLeft", left.toSeconds()));
        return json;
    }

    private static ObjectNode of(SweepState sweep) {
        var json = JsonNodeFactory.instance.objectNode().put("state", sweep.state());
        put(json, "sweptAt", sweep.sweptAt());
        json.put("seen", sweep.seen()).put("known", sweep.known()).put("missing", sweep.missing())
                .put("gone", sweep.gone());
        put(json, "heldSince", sweep.heldSince());
        if (!sweep.examples().isEmpty()) {
            var examples = json.putArray("examples");
            sweep.examples().forEach(examples::add);
        }
        put(json, "problem", sweep.problem());
        return json;
    }

    private static ObjectNode books(ObjectNode json, Landed books) {
        return json.put("received", books.received())
                .put("applied", books.applied())
                .put("unchanged", books.unchanged())
                .put("superseded", books.superseded())
                .put("parked", books.parked());
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
