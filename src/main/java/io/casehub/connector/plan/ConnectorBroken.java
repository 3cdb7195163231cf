package io.casehub.connector.plan;

/**
 * A file of a connector cannot be used; the sentence begins with the place, and says what to do.
 */
public final class ConnectorBroken extends RuntimeException {

    public ConnectorBroken(String sentence) {
        super(sentence);
    }
}
