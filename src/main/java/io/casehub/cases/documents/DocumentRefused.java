package io.casehub.cases.documents;

import io.casehub.model.CodeWord;

/** A document that a case does not take, or does not hand out; its sentence says why. */
public final class DocumentRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why not. */
    public enum Reason implements CodeWord {
        TOO_LARGE,
        TYPE_NOT_TAKEN,
        EMPTY,
        TOO_MANY,
        NOT_AN_UPLOAD,
        HELD_BACK
    }

    DocumentRefused(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
