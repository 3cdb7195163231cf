package io.casehub.intake;

/** What was to be attached to a mail, or told a system, is no more: nothing is sent without it. */
public final class EnclosureMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    EnclosureMissing(RuntimeException cause) {
        super("what was to be attached is no more: " + cause.getMessage(), cause);
    }
}
