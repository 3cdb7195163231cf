package io.casehub.cases.types;

/** What somebody wishes does not fit the case's type; the sentence says what does. */
public final class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotAllowed(String sentence) {
        super(sentence);
    }
}
