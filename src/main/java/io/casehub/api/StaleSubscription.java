package io.casehub.api;

import java.util.UUID;

/** Somebody changed what is told to whom since the caller read it. */
final class StaleSubscription extends RuntimeException {

    private static final long serialVersionUID = 1;

    StaleSubscription(UUID id) {
        super("subscription " + id + " is not as you have read it: read it again, and name its new ETag");
    }
}
