package io.casehub.audit.signing;

/** Something is not as it was signed, or nobody can say so. */
public final class SignatureBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    SignatureBroken(String message) {
        super(message);
    }
}
