package io.casehub.ingest;

/** Nothing of this route waits to be confirmed. */
public final class SweepNotHeld extends RuntimeException {

    SweepNotHeld(String route) {
        super("the route " + route + " holds no sweep: look at GET /api/v1/connectors how it is now");
    }
}
