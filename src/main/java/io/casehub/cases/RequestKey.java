package io.casehub.cases;

/**
 * An Idempotency-Key: who sent it, and with which request.
 *
 * @param key 1 to 200 characters of the caller's choice
 * @param request what makes two requests the same: operation and body
 */
public record RequestKey(String caller, String key, String request) {

    public RequestKey {
        if (key.isBlank() || key.length() > 200) {
            throw new IllegalArgumentException("an Idempotency-Key has 1 to 200 characters");
        }
    }
}
