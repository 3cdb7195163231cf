package io.casehub.events.subscriptions;

/** There is no such subscription, or no such delivery of it. */
public final class SubscriptionNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    SubscriptionNotFound(String what) {
        super("there is no " + what);
    }
}
