package io.casehub.connector.pull;

/** A route cannot read what is asked for; the sentence says what it can. */
public final class NotPullable extends RuntimeException {

    public NotPullable(String sentence) {
        super(sentence);
    }
}
