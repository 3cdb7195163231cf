package io.casehub.intake;

/** A mail does not have what was asked for. */
public final class MailPartMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    MailPartMissing(String sentence) {
        super(sentence);
    }
}
