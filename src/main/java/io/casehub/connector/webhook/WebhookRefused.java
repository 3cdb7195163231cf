package io.casehub.connector.webhook;

/** Nobody the hub listens to: it does not say whether the webhook or the proof is wrong. */
public final class WebhookRefused extends RuntimeException {

    WebhookRefused() {
        super("There is no such webhook, or what proves the sender is wrong, missing or too old. The hub's log says which.");
    }
}
