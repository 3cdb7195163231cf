package io.casehub.cases;

/** The same Idempotency-Key came with another request. */
public final class RequestKeyReused extends RuntimeException {

    public RequestKeyReused(String key) {
        super("Idempotency-Key " + key + " was used before with another request; take a new one");
    }
}
