package io.casehub.intake;

/** A case cannot be answered by mail so. */
public final class ReplyImpossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReplyImpossible(String sentence) {
        super(sentence);
    }
}
