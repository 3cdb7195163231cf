package io.casehub.connector;

/** No connector of this name reads by a route of this id. */
public final class RouteNotFound extends RuntimeException {

    RouteNotFound(String connector, String route) {
        super("the connector " + connector + " has no route " + route);
    }
}
