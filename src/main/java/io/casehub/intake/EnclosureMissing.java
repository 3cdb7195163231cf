package io.casehub.intake;

/**
 * What was to be attached to a mail, or told a system, is no more, or does harm: nothing is sent
 * without it.
 */
public final class EnclosureMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    private EnclosureMissing(String sentence) {
        super(sentence);
    }

    static EnclosureMissing harmful(String found) {
        return new EnclosureMissing("clamd found " + found + " in what was to be attached");
    }

    EnclosureMissing(RuntimeException cause) {
        super("what was to be attached is no more: " + cause.getMessage(), cause);
    }
}
