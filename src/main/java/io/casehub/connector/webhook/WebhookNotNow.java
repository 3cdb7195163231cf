package io.casehub.connector.webhook;

/** Nothing was taken, though nothing is wrong with the call: it is to be repeated soon. */
public final class WebhookNotNow extends RuntimeException {

    WebhookNotNow(String sentence) {
        super(sentence);
    }
}
