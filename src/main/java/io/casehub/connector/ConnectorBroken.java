package io.casehub.connector;

/** A connector's files say something that cannot be; the sentence names the file and what to do. */
final class ConnectorBroken extends RuntimeException {

    ConnectorBroken(String sentence) {
        super(sentence);
    }
}
