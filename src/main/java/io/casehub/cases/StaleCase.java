package io.casehub.cases;

/** Somebody changed the case since the caller read it. */
public final class StaleCase extends RuntimeException {

    StaleCase(HubCase now) {
        super("case " + now.number() + " is at version " + now.version() + " by now; read it and decide again");
    }
}
