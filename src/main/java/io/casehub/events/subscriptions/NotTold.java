package io.casehub.events.subscriptions;

/** The subscription is not as it must be for what was asked; its message says how it is. */
public final class NotTold extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotTold(String message) {
        super(message);
    }
}
