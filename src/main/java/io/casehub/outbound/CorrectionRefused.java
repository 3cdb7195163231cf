package io.casehub.outbound;

/** A correction that cannot be told to the system that owns the field; the message says why. */
public final class CorrectionRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    CorrectionRefused(String why) {
        super(why);
    }
}
